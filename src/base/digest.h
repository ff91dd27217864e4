/* SHA-256 (FIPS 180-4): how files, data and fonts are told apart. OpenSSL's
 * libcrypto computes it. */
#ifndef GK_BASE_DIGEST_H
#define GK_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#define GK_DIGEST_TEXT 65

/* In hexadecimal, small letters, terminated; false when libcrypto fails. */
bool gk_sha256(const void *bytes, size_t size, char out[GK_DIGEST_TEXT]);

#endif
