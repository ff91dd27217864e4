/* Digests in the spelling everybody knows from sha256sum, so that what a file
 * records can be checked without this program. */
#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

bool gk_sha256(const void *bytes, size_t size, char out[65]) {
  static const char HEX[] = "0123456789abcdef";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  /* The machine's OpenSSL configuration has no say in what a font is. */
  if (!OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL)) return false;
  if (!EVP_Digest(bytes, size, digest, &length, EVP_sha256(), NULL) || length != 32) return false;
  for (unsigned i = 0; i < 32; i++) {
    out[2 * i] = HEX[digest[i] >> 4];
    out[2 * i + 1] = HEX[digest[i] & 15];
  }
  out[64] = '\0';
  return true;
}
