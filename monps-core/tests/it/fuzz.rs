//! The bodies of the fuzz targets over their corpus, over the corpus with bytes changed, and over random
//! bytes: a fixed seed, so that what fails once fails always.

#[path = "../../fuzz/bodies/mod.rs"]
mod bodies;

use std::path::Path;

/// Rounds of changed and of random bytes for each target.
const ROUNDS: usize = 400;

/// xorshift64*: enough to make bytes.
struct Bytes(u64);

impl Bytes {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    fn some(&mut self, most: usize) -> Vec<u8> {
        let length = self.below(most);
        (0..length).map(|_| self.next().to_le_bytes()[0]).collect()
    }
}

fn run(target: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut seeds: Vec<Vec<u8>> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    seeds.sort_unstable();
    assert!(!seeds.is_empty(), "{} holds no seed", folder.display());
    let mut bytes = Bytes(0x9e37_79b9_7f4a_7c15);
    seeds.iter().for_each(|seed| body(seed));
    for _ in 0..ROUNDS {
        body(&bytes.some(160));
        let mut changed = seeds[bytes.below(seeds.len())].clone();
        for _ in 0..=bytes.below(4) {
            let at = bytes.below(changed.len());
            match (bytes.below(3), changed.get_mut(at)) {
                (0, Some(byte)) => *byte = bytes.next().to_le_bytes()[0],
                (1, Some(_)) => drop(changed.remove(at)),
                _ => changed.insert(at, bytes.next().to_le_bytes()[0]),
            }
        }
        body(&changed);
    }
}

#[test]
fn odds() {
    run("odds", bodies::odds);
}

#[test]
fn margin() {
    run("margin", bodies::margin);
}

#[test]
fn stake() {
    run("stake", bodies::stake);
}

#[test]
fn settle() {
    run("settle", bodies::settle);
}

#[test]
fn rules() {
    run("rules", bodies::rules);
}

#[test]
fn words() {
    run("words", bodies::words);
}

#[test]
fn amounts() {
    run("amounts", bodies::amounts);
}

#[test]
fn boards() {
    run("boards", bodies::boards);
}
