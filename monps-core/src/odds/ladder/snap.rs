//! Which neighbour to take of a price between two.

/// The direction in which a price is brought to one that may be quoted.
///
/// A lower price pays less: to ask for a back bet, [`Down`](Self::Down) is the modest choice and
/// [`Up`](Self::Up) the safe one of being matched later or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Snap {
    /// To the lower neighbour.
    Down,
    /// To the higher neighbour.
    Up,
    /// To the nearer neighbour; from half-way to the lower.
    NearestDown,
    /// To the nearer neighbour; from half-way to the higher.
    NearestUp,
}
