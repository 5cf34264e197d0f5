//~ base
pub struct View<'a>(pub &'a str);
//~ head
pub struct View<'a, 'b>(pub &'a str, pub &'b str);
