//! Bytes as decimals of any size and scale, prices, venues and limits: what a caller may get wrong.

use monps_core::odds::{Commission, Price, QuotedPrice};
use rust_decimal::Decimal;

/// Bytes, read one after the other; zeros when there are no more.
pub struct Wild<'a>(pub &'a [u8]);

impl Wild<'_> {
    /// Whether there is anything left.
    pub const fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// The next bytes as a number.
    pub fn number(&mut self, bytes: usize) -> u128 {
        (0..bytes).fold(0, |number, _| number << 8 | u128::from(self.byte()))
    }

    /// Whether it comes up, once in so many.
    pub fn one_in(&mut self, many: u8) -> bool {
        self.byte().is_multiple_of(many)
    }

    /// One of so many.
    pub fn below(&mut self, most: usize) -> usize {
        usize::from(self.byte()) % most.max(1)
    }

    /// A decimal: often an ordinary amount, sometimes none at all, and sometimes as large or as fine as
    /// decimals go.
    pub fn decimal(&mut self) -> Decimal {
        let kind = self.byte();
        let small = |bits: u128, scale| {
            Decimal::from_i128_with_scale(i128::try_from(bits).unwrap_or(0), scale)
        };
        match kind % 8 {
            0..=3 => small(self.number(2), 2),
            4 => small(self.number(4), u32::from(kind / 8) % 9),
            5 => {
                [Decimal::ZERO, Decimal::MAX, Decimal::MIN, Decimal::ONE, small(1, 28), small(1, 8)]
                    [usize::from(kind / 8) % 6]
            }
            _ => {
                let number = small(self.number(12), u32::from(self.byte()) % 29);
                if kind & 64 == 0 { number } else { -number }
            }
        }
    }

    /// A decimal or none.
    pub fn maybe(&mut self) -> Option<Decimal> {
        self.one_in(3).then(|| self.decimal())
    }

    /// Any price that there is.
    pub fn price(&mut self) -> Price {
        let kind = self.byte();
        let value = match kind % 4 {
            0..=2 => {
                Decimal::ONE
                    + Decimal::new(i64::try_from(self.number(2)).unwrap_or(1) % 2_000 + 1, 2)
            }
            _ => self.decimal(),
        };
        Price::new(value).unwrap_or(Price::EVENS)
    }

    /// Any price in any words.
    pub fn quoted(&mut self) -> QuotedPrice {
        let kind = self.byte();
        let whole = |number: u128| u32::try_from(number).unwrap_or(1);
        let found = match kind % 6 {
            0 => QuotedPrice::fractional(whole(self.number(4)), whole(self.number(4))).ok(),
            1 => {
                QuotedPrice::american(i32::from_le_bytes([self.byte(), self.byte(), 0, 0]) - 9_000)
                    .ok()
            }
            2 => QuotedPrice::malay(self.decimal()).ok(),
            _ => None,
        };
        found.unwrap_or_else(|| self.price().into())
    }

    /// None, two per cent, or any that there is.
    pub fn commission(&mut self) -> Commission {
        match self.byte() % 4 {
            0 => Commission::new(Decimal::new(2, 2)).unwrap_or(Commission::NONE),
            1 => Commission::new(self.decimal()).unwrap_or(Commission::NONE),
            _ => Commission::NONE,
        }
    }
}
