//! Encryption with a passphrase.
//!
//! The key comes from the passphrase by Argon2id (RFC 9106, 64 MiB, three passes) with a salt of its
//! own for each file; blocks of 64 KiB are sealed with XChaCha20-Poly1305 in the STREAM construction
//! (<https://eprint.iacr.org/2015/189>), so that no block can be changed, moved or cut off unnoticed.

use std::fmt;
use std::io::{self, Read, Write};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Generate, Key, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::secret::Secret;

/// How an encrypted file begins.
pub(super) const HEAD: &[u8] = b"monps-encrypted 1\n";
const SALT_BYTES: usize = 16;
/// The nonce without the five bytes that number the blocks.
const NONCE_BYTES: usize = 19;
const BLOCK_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// What encrypts a backup and must be known to read it.
#[derive(Clone)]
pub struct Passphrase(std::sync::Arc<Secret>);

impl Passphrase {
    /// A passphrase of at least twelve characters.
    ///
    /// # Errors
    /// A sentence, when it is shorter.
    pub fn new(secret: Secret) -> Result<Self, String> {
        if secret.expose().trim().chars().count() < 12 {
            return Err("a passphrase has at least 12 characters".to_owned());
        }
        Ok(Self(std::sync::Arc::new(secret)))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// Why a block cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("an encrypted block is damaged, or the file was cut short")]
struct BlockError;

fn cipher(passphrase: &Passphrase, salt: &[u8]) -> io::Result<XChaCha20Poly1305> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(io::Error::other)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut bytes = Zeroizing::new([0; 32]);
    argon2
        .hash_password_into(passphrase.0.expose().trim().as_bytes(), salt, bytes.as_mut_slice())
        .map_err(io::Error::other)?;
    let key = Key::<XChaCha20Poly1305>::try_from(bytes.as_slice()).map_err(io::Error::other)?;
    Ok(XChaCha20Poly1305::new(&key))
}

/// Encrypts what is written.
pub(super) struct Encrypting<W> {
    inner: W,
    stream: EncryptorBE32<XChaCha20Poly1305>,
    block: Vec<u8>,
}

impl<W: Write> Encrypting<W> {
    pub(super) fn new(mut inner: W, passphrase: &Passphrase) -> io::Result<Self> {
        // A random nonce is longer than what the salt and the nonce of the stream need together.
        let (salt, nonce) = (XNonce::generate(), XNonce::generate());
        let (salt, nonce) = (&salt[..SALT_BYTES], &nonce[..NONCE_BYTES]);
        inner.write_all(HEAD)?;
        inner.write_all(salt)?;
        inner.write_all(nonce)?;
        let nonce = nonce.try_into().map_err(io::Error::other)?;
        let stream = EncryptorBE32::from_aead(cipher(passphrase, salt)?, &nonce);
        Ok(Self { inner, stream, block: Vec::with_capacity(BLOCK_BYTES + TAG_BYTES) })
    }

    /// Seals the last block.
    pub(super) fn finish(self) -> io::Result<W> {
        let Self { mut inner, stream, mut block } = self;
        stream.encrypt_last_in_place(b"", &mut block).map_err(|_| io::Error::other(BlockError))?;
        inner.write_all(&block)?;
        Ok(inner)
    }
}

impl<W: Write> Write for Encrypting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full block is sealed only when more comes: the last one is sealed in another way.
        if self.block.len() == BLOCK_BYTES && !bytes.is_empty() {
            self.stream
                .encrypt_next_in_place(b"", &mut self.block)
                .map_err(|_| io::Error::other(BlockError))?;
            self.inner.write_all(&self.block)?;
            self.block.clear();
        }
        let taken = bytes.len().min(BLOCK_BYTES - self.block.len());
        self.block.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Decrypts what is read.
pub(super) struct Decrypting<R> {
    inner: R,
    /// None after the last block.
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    /// The sealed block that comes next; read ahead, because the last one is sealed in another way.
    ahead: Vec<u8>,
    block: Vec<u8>,
    at: usize,
}

impl<R: Read> Decrypting<R> {
    /// Over what follows [`HEAD`]. None when the passphrase does not open the first block.
    pub(super) fn new(mut inner: R, passphrase: &Passphrase) -> io::Result<Option<Self>> {
        let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
        inner.read_exact(&mut salt)?;
        inner.read_exact(&mut nonce)?;
        let nonce = nonce.as_slice().try_into().map_err(io::Error::other)?;
        let stream = Some(DecryptorBE32::from_aead(cipher(passphrase, &salt)?, &nonce));
        let mut this = Self { inner, stream, ahead: Vec::new(), block: Vec::new(), at: 0 };
        this.ahead = this.sealed()?;
        match this.open_next() {
            Ok(()) => Ok(Some(this)),
            Err(error) if is_block_error(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn sealed(&mut self) -> io::Result<Vec<u8>> {
        let mut block = Vec::with_capacity(BLOCK_BYTES + TAG_BYTES);
        let limit = (BLOCK_BYTES + TAG_BYTES) as u64;
        self.inner.by_ref().take(limit).read_to_end(&mut block)?;
        Ok(block)
    }

    fn open_next(&mut self) -> io::Result<()> {
        let Some(mut stream) = self.stream.take() else {
            return Ok(());
        };
        let next = self.sealed()?;
        let mut block = std::mem::replace(&mut self.ahead, next);
        let failed = |_| io::Error::other(BlockError);
        if self.ahead.is_empty() {
            stream.decrypt_last_in_place(b"", &mut block).map_err(failed)?;
        } else {
            stream.decrypt_next_in_place(b"", &mut block).map_err(failed)?;
            self.stream = Some(stream);
        }
        (self.block, self.at) = (block, 0);
        Ok(())
    }
}

fn is_block_error(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<BlockError>())
}

impl<R: Read> Read for Decrypting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.block.len() && self.stream.is_some() {
            self.open_next()?;
        }
        let taken = buffer.len().min(self.block.len() - self.at);
        buffer[..taken].copy_from_slice(&self.block[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(Secret::new(text)).unwrap()
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut writer = Encrypting::new(Vec::new(), &passphrase("correct horse")).unwrap();
        writer.write_all(plain).unwrap();
        writer.finish().unwrap()
    }

    fn opened(sealed: &[u8], text: &str) -> io::Result<Option<Vec<u8>>> {
        let Some(mut reader) = Decrypting::new(&sealed[HEAD.len()..], &passphrase(text))? else {
            return Ok(None);
        };
        let mut plain = Vec::new();
        reader.read_to_end(&mut plain).map(|_| Some(plain))
    }

    #[test]
    fn what_was_sealed_comes_back_and_nothing_else_opens_it() {
        for size in [0, 1, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 3 * BLOCK_BYTES] {
            let plain: Vec<u8> = (0..=250).cycle().take(size).collect();
            let sealed = sealed(&plain);
            assert_eq!(opened(&sealed, "correct horse").unwrap(), Some(plain), "{size}");
        }
        assert_eq!(opened(&sealed(b"money"), "another horse").unwrap(), None);
    }

    #[test]
    fn a_change_a_cut_and_an_exchange_are_noticed() {
        let whole = sealed(&vec![7; 3 * BLOCK_BYTES]);
        let first = HEAD.len() + SALT_BYTES + NONCE_BYTES;
        let block = BLOCK_BYTES + TAG_BYTES;
        let mut changed = whole.clone();
        changed[first + block + 5] ^= 1;
        assert!(opened(&changed, "correct horse").is_err());
        assert!(opened(&whole[..first + 2 * block], "correct horse").is_err(), "a whole block off");
        assert!(opened(&whole[..whole.len() - 1], "correct horse").is_err());
        let mut exchanged = whole.clone();
        exchanged[first..first + 2 * block].rotate_left(block);
        assert_eq!(opened(&exchanged, "correct horse").unwrap(), None);
    }

    #[test]
    fn a_short_passphrase_is_none() {
        assert!(Passphrase::new(Secret::new("12345678901 ")).is_err());
        assert_eq!(format!("{:?}", passphrase("correct horse")), "Passphrase");
    }
}
