/* FNV-1a of 64 bits: for tables and names, not against anybody who means harm. */
#ifndef GK_BASE_HASH_H
#define GK_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define GK_HASH_START UINT64_C(14695981039346656037)

/* The hash of what was hashed so far and n bytes more. Its low bits are weak: who takes few of them folds first. */
static inline uint64_t gk_hash(uint64_t so_far, const void *bytes, size_t n) {
  const unsigned char *p = bytes;
  for (size_t i = 0; i < n; i++) so_far = (so_far ^ p[i]) * UINT64_C(1099511628211);
  return so_far;
}

#endif
