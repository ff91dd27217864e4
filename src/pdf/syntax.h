/* The lexical part of PDF (ISO 32000-1, 7.3): strings, names, references. */
#ifndef GK_PDF_SYNTAX_H
#define GK_PDF_SYNTAX_H

#include "base/base.h"

/* ISO 19005-2, 6.1.13: no string longer than this. */
#define GK_PDF_STRING_MAX 32767

/* A text string (7.9.2.2) as UTF-16BE with its mark, in hexadecimal: <FEFF…>. */
bool gk_syntax_text(struct gk_buf *out, const char *utf8, size_t n);
/* UTF-16BE in hexadecimal without mark or brackets, as ToUnicode wants it (9.10.3). */
bool gk_syntax_utf16(struct gk_buf *out, const char *utf8, size_t n);
/* A byte string: (literal) when all is printable ASCII, else hexadecimal. */
bool gk_syntax_bytes(struct gk_buf *out, const void *bytes, size_t n);
/* A name with #xx for what may not stand in one; at most 127 bytes of it. */
bool gk_syntax_name(struct gk_buf *out, const char *name);
bool gk_syntax_hex(struct gk_buf *out, const void *bytes, size_t n);
/* What stands before it, the object's number, " 0 R" (7.3.10), what stands behind it. */
bool gk_syntax_reference(struct gk_buf *out, const char *before, uint32_t object, const char *behind);
/* Bytes of text as a PDF text string, with the mark. */
size_t gk_syntax_text_size(const char *utf8, size_t n);

#endif
