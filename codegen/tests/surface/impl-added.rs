//~ base
pub struct Id(pub String);
//~ head
#[derive(Debug)]
pub struct Id(pub String);
impl std::str::FromStr for Id {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> { Ok(Self(text.to_owned())) }
}
