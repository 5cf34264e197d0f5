//! Client of DCS.
