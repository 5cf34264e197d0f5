//~ base
macro_rules! make { ($name:ident) => { pub struct $name; } }
make!(A);
//~ head
macro_rules! make { ($name:ident) => { pub struct $name; } }
make!(B);
