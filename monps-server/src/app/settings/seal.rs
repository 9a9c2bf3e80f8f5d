//! Secrets at rest: encrypted with a key that lies beside the database, not in it.
//!
//! A copy of the database (a backup, a file sent for help) then holds no secret. XChaCha20-Poly1305
//! with a random nonce; the name of the secret is authenticated with it, so that one sealed secret
//! cannot be put in the place of another. The key is made on first use.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Generate, Key, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::error::SealError;
use crate::secret::{Secret, SecretFileError};

/// The first byte of what is stored: how the rest is to be read.
const FORM: u8 = 1;
const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;

/// Encrypts and decrypts with the key of a file.
pub(super) struct Sealer {
    path: PathBuf,
    cipher: OnceLock<XChaCha20Poly1305>,
}

impl Sealer {
    pub(super) const fn new(path: PathBuf) -> Self {
        Self { path, cipher: OnceLock::new() }
    }

    /// Encrypts a secret under its name, making the key file if there is none.
    pub(super) fn seal(&self, name: &str, secret: &Secret) -> Result<Vec<u8>, SealError> {
        let cipher = match self.cipher.get() {
            Some(cipher) => cipher,
            None => self.keep(read_key(&self.path)?.map_or_else(|| make_key(&self.path), Ok)?),
        };
        let nonce = XNonce::generate();
        let payload = Payload { msg: secret.expose().as_bytes(), aad: name.as_bytes() };
        let sealed = cipher
            .encrypt(&nonce, payload)
            .map_err(|_| SealError::NotOurs { path: self.path.clone() })?;
        Ok([&[FORM], nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what was sealed under a name.
    pub(super) fn open(&self, name: &str, sealed: &[u8]) -> Result<Secret, SealError> {
        let cipher = match self.cipher.get() {
            Some(cipher) => cipher,
            None => {
                let missing = || SealError::KeyMissing { path: self.path.clone() };
                self.keep(read_key(&self.path)?.ok_or_else(missing)?)
            }
        };
        let not_ours = || SealError::NotOurs { path: self.path.clone() };
        let (form, rest) = sealed.split_first().ok_or_else(not_ours)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE_BYTES).ok_or_else(not_ours)?;
        if *form != FORM {
            return Err(not_ours());
        }
        let nonce = XNonce::try_from(nonce).map_err(|_| not_ours())?;
        let payload = Payload { msg: sealed, aad: name.as_bytes() };
        let plain = cipher.decrypt(&nonce, payload).map(Zeroizing::new).map_err(|_| not_ours())?;
        std::str::from_utf8(&plain).map(Secret::new).map_err(|_| not_ours())
    }

    fn keep(&self, key: Key<XChaCha20Poly1305>) -> &XChaCha20Poly1305 {
        self.cipher.get_or_init(|| XChaCha20Poly1305::new(&key))
    }
}

/// The key of a file; none where there is no file.
fn read_key(path: &Path) -> Result<Option<Key<XChaCha20Poly1305>>, SealError> {
    let text = match Secret::from_file(path) {
        Ok(text) => text,
        Err(SecretFileError::Unreadable { source, .. })
            if source.kind() == std::io::ErrorKind::NotFound =>
        {
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    let malformed = || SealError::KeyMalformed { path: path.to_owned() };
    let bytes = STANDARD.decode(text.expose()).map(Zeroizing::new).map_err(|_| malformed())?;
    if bytes.len() != KEY_BYTES {
        return Err(malformed());
    }
    Key::<XChaCha20Poly1305>::try_from(bytes.as_slice()).map(Some).map_err(|_| malformed())
}

/// Makes a key file whole or not at all. Where another process was faster, its key counts.
fn make_key(path: &Path) -> Result<Key<XChaCha20Poly1305>, SealError> {
    let unwritable = |source| SealError::KeyUnwritable { path: path.to_owned(), source };
    let key = Key::<XChaCha20Poly1305>::generate();
    let text = Zeroizing::new(format!("{}\n", STANDARD.encode(key)));
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    // The temporary file is its owner's alone (0600), and so remains.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
    file.write_all(text.as_bytes()).map_err(unwritable)?;
    file.as_file().sync_all().map_err(unwritable)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(key),
        Err(refused) => read_key(path)?.ok_or_else(|| unwritable(refused.error)),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_is_sealed_opens_again_in_another_process() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        let secret = Secret::new("canary-0123456789");
        let sealed = Sealer::new(path.clone()).seal("a.key", &secret).unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"canary"));
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(Sealer::new(path).open("a.key", &sealed).unwrap(), secret);
    }

    #[test]
    fn another_name_key_or_byte_does_not_open() {
        let folder = tempfile::tempdir().unwrap();
        let sealer = Sealer::new(folder.path().join("secret.key"));
        let sealed = sealer.seal("a.key", &Secret::new("canary-0123456789")).unwrap();
        let not_ours = |error| matches!(error, SealError::NotOurs { .. });
        assert!(not_ours(sealer.open("b.key", &sealed).unwrap_err()));
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert!(not_ours(sealer.open("a.key", &changed).unwrap_err()), "byte {index}");
        }
        let other = Sealer::new(folder.path().join("other.key"));
        assert!(matches!(other.open("a.key", &sealed), Err(SealError::KeyMissing { .. })));
        other.seal("a.key", &Secret::new("x")).unwrap();
        assert!(not_ours(other.open("a.key", &sealed).unwrap_err()));
    }

    #[test]
    fn a_key_file_with_something_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        std::fs::write(&path, "too short").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
        let refused = Sealer::new(path.clone()).seal("a.key", &Secret::new("x")).unwrap_err();
        assert!(matches!(refused, SealError::KeyMalformed { .. }), "{refused}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "too short");
    }
}
