//! The growth of a portfolio: E ln W with its slope and curvature, exact to floating point.
//!
//! One cluster is summed over its joint states. Several are independent, so that E e^(−tW) is a product
//! over them, and 1/W and ln W are integrals of e^(−tW): a sum over a hundred nodes stands for one over
//! 3²⁰⁰ states.

use super::cluster::Cluster;
use super::quadrature::{Node, nodes};

/// Symmetric matrices are kept whole, row after row; only the lower half is written.
#[derive(Debug)]
pub(super) struct Derivatives {
    /// ∂/∂fⱼ E ln W = E[Gⱼ/W].
    pub(super) slope: Vec<f64>,
    /// −∂²/∂fᵢ∂fⱼ E ln W = E[GᵢGⱼ/W²], lower half.
    pub(super) curvature: Vec<f64>,
}

/// What a portfolio's wealth is made of, at some shares.
pub(super) struct Wealth<'a> {
    clusters: &'a [Cluster],
    /// What each cluster adds in each of its states.
    gains: Vec<Vec<f64>>,
    /// The smallest and the largest wealth there may be.
    pub(super) low: f64,
    pub(super) high: f64,
}

impl<'a> Wealth<'a> {
    pub(super) fn new(clusters: &'a [Cluster], shares: &[f64]) -> Self {
        let (mut low, mut high) = (1.0, 1.0);
        let gains = clusters.iter().map(|cluster| {
            let mut gains = Vec::new();
            cluster.gain(shares, &mut gains);
            low += gains.iter().copied().fold(f64::INFINITY, f64::min);
            high += gains.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            gains
        });
        let gains = gains.collect();
        Self { clusters, gains, low, high }
    }

    /// E ln W. Not a number where wealth may not be positive.
    pub(super) fn growth(&self) -> f64 {
        if let Some(sum) = self.direct(f64::ln) {
            return sum;
        }
        let term = |node: &Node| {
            node.weight / node.t * ((-node.t).exp() - self.log_transform(node.t).exp())
        };
        nodes(self.low, self.high, 1.0).iter().map(term).sum()
    }

    /// E W − 1.
    pub(super) fn mean_gain(&self) -> f64 {
        let pairs = self.clusters.iter().zip(&self.gains);
        let mean = pairs.map(|(cluster, gains)| {
            cluster.probabilities.iter().zip(gains).map(|(p, gain)| p * gain).sum::<f64>()
        });
        mean.sum()
    }

    /// E W^(−power), for a positive power. Not a number where wealth may not be positive.
    ///
    /// W^(−a)·Γ(a) = ∫ t^(a−1) e^(−tW) dt; Γ comes from the same nodes at W = 1.
    pub(super) fn inverse_power(&self, power: f64) -> f64 {
        if let Some(sum) = self.direct(|wealth| wealth.powf(-power)) {
            return sum;
        }
        let (mut sum, mut gamma) = (0.0, 0.0);
        for node in nodes(self.low, self.high, power) {
            let log = (power - 1.0) * node.t.ln();
            sum += node.weight * (log + self.log_transform(node.t)).exp();
            gamma += node.weight * (log - node.t).exp();
        }
        sum / gamma
    }

    /// E φ(W) by summing over states, where there is no wealth or one cluster.
    fn direct(&self, function: impl Fn(f64) -> f64) -> Option<f64> {
        if self.low <= 0.0 {
            return Some(f64::NAN);
        }
        match (self.clusters, self.gains.as_slice()) {
            ([], _) => Some(function(1.0)),
            ([cluster], [gains]) => {
                let states = cluster.probabilities.iter().zip(gains);
                Some(states.map(|(p, gain)| p * function(1.0 + gain)).sum())
            }
            _ => None,
        }
    }

    /// ln E e^(−tW), as −t·low and a sum of logarithms of factors in 0..1.
    fn log_transform(&self, t: f64) -> f64 {
        let mut log = -t * self.low;
        for (cluster, gains) in self.clusters.iter().zip(&self.gains) {
            let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
            let states = cluster.probabilities.iter().zip(gains);
            log += states.map(|(p, gain)| p * (-t * (gain - least)).exp()).sum::<f64>().ln();
        }
        log
    }

    /// Slope and curvature, for a portfolio of so many bets.
    pub(super) fn derivatives(&self, bets: usize) -> Derivatives {
        let mut found = Derivatives { slope: vec![0.0; bets], curvature: vec![0.0; bets * bets] };
        if let ([cluster], [gains]) = (self.clusters, self.gains.as_slice()) {
            for (state, (p, gain)) in cluster.probabilities.iter().zip(gains).enumerate() {
                let wealth = 1.0 + gain;
                add_slope(&mut found.slope, cluster.row(state), p / wealth);
                add_square(&mut found.curvature, cluster.row(state), p / (wealth * wealth));
            }
            return found;
        }
        let mut scratch = Tilt::default();
        for node in nodes(self.low, self.high, 1.0) {
            scratch.tilt(self, node.t, bets);
            let weight = node.weight * scratch.transform;
            add_slope(&mut found.slope, &scratch.means, weight);
            add_square(&mut found.curvature, &scratch.means, weight * node.t);
            // Within a cluster the bets are not independent: their covariance comes on top.
            for ((cluster, tilted), square) in
                self.clusters.iter().zip(&scratch.weights).zip(&mut scratch.squares)
            {
                scatter(cluster, tilted, &scratch.means, weight * node.t, square);
            }
        }
        for (cluster, square) in self.clusters.iter().zip(&scratch.squares) {
            let inside = cluster.bets.len();
            for (i, &row) in cluster.bets.iter().enumerate() {
                for (j, &column) in cluster.bets[..=i].iter().enumerate() {
                    found.curvature[row * bets + column] += square[i * inside + j];
                }
            }
        }
        found
    }
}

/// The probabilities of states tilted by e^(−tX), and the mean gains under them.
#[derive(Default)]
struct Tilt {
    transform: f64,
    weights: Vec<Vec<f64>>,
    means: Vec<f64>,
    /// Σ over nodes of the covariances inside each cluster.
    squares: Vec<Vec<f64>>,
}

impl Tilt {
    fn tilt(&mut self, wealth: &Wealth<'_>, t: f64, bets: usize) {
        let mut log = -t * wealth.low;
        self.means.clear();
        self.means.resize(bets, 0.0);
        let count = wealth.clusters.len();
        self.weights.resize(count, Vec::new());
        if self.squares.len() != count {
            let empty = |cluster: &Cluster| vec![0.0; cluster.bets.len() * cluster.bets.len()];
            self.squares = wealth.clusters.iter().map(empty).collect();
        }
        for ((cluster, gains), weights) in
            wealth.clusters.iter().zip(&wealth.gains).zip(&mut self.weights)
        {
            let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
            let states = cluster.probabilities.iter().zip(gains);
            weights.clear();
            weights.extend(states.map(|(p, gain)| p * (-t * (gain - least)).exp()));
            let sum: f64 = weights.iter().sum();
            log += sum.ln();
            for (state, weight) in weights.iter_mut().enumerate() {
                *weight /= sum;
                for (gain, &bet) in cluster.row(state).iter().zip(&cluster.bets) {
                    self.means[bet] += *weight * gain;
                }
            }
        }
        self.transform = log.exp();
    }
}

fn add_slope(slope: &mut [f64], gains: &[f64], weight: f64) {
    for (slope, gain) in slope.iter_mut().zip(gains) {
        *slope += weight * gain;
    }
}

/// Adds weight·v·vᵀ to the lower half.
fn add_square(matrix: &mut [f64], vector: &[f64], weight: f64) {
    for (i, row) in matrix.chunks_exact_mut(vector.len()).enumerate() {
        let scale = weight * vector[i];
        for (cell, value) in row[..=i].iter_mut().zip(vector) {
            *cell += scale * value;
        }
    }
}

/// Adds weight × the covariance of a cluster's gains under tilted probabilities to the lower half.
fn scatter(cluster: &Cluster, tilted: &[f64], means: &[f64], weight: f64, square: &mut [f64]) {
    let inside = cluster.bets.len();
    let mut centred = vec![0.0; inside];
    for (state, q) in tilted.iter().enumerate() {
        let row = cluster.row(state).iter().zip(&cluster.bets);
        for (centred, (gain, &bet)) in centred.iter_mut().zip(row) {
            *centred = gain - means[bet];
        }
        add_square(square, &centred, weight * q);
    }
}
