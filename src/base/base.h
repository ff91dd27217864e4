/* base: memory, text buffers, exact decimals, diagnostics, files, sources, XML
 * and Unicode. Knows nothing of documents. This header is the room's front
 * door; the others are included through it. Expat and ICU live in this room. */
#ifndef GK_BASE_H
#define GK_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "base/roman.h"
#include "base/source.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/unicode.h"
#include "base/xml.h"

#endif
