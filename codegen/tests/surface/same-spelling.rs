//~ base
use std::fmt;
use std::collections::BTreeMap;
pub struct Id(pub Option<String>);
impl fmt::Display for Id { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("") } }
pub fn map<V: Clone>(of: BTreeMap<String, V>) -> Box<dyn Fn(u8) -> V + Send> where V: Send + 'static { let v = of.into_values().next(); Box::new(move |_| v.clone().unwrap()) }
impl Id { pub fn set(mut self, value: String) -> Self { self.0 = Some(value); self } }
//~ head
pub struct Id(pub ::core::option::Option<::std::string::String>);
impl ::std::fmt::Display for Id { fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { out.write_str("") } }
pub fn map<T>(all: ::std::collections::BTreeMap<String, T>) -> Box<dyn Send + Fn(u8) -> T> where T: 'static + Send + Clone { let v = all.into_values().next(); Box::new(move |_| v.clone().unwrap()) }
impl Id { pub fn set(self, other: String) -> Id { Id(Some(other)) } }
