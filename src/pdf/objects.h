/* The objects of one PDF file. libharu keeps them (objects.c alone knows it);
 * what comes in thousands, the structure elements above all, is kept as text in
 * one buffer beside it. All functions but save tell failure through
 * gk_objects_state, which is sticky: after a failure they do nothing. */
#ifndef GK_PDF_OBJECTS_H
#define GK_PDF_OBJECTS_H

#include "base/base.h"

struct gk_objects;
typedef uint32_t gk_object; /* an object number; 0: none */

enum gk_objects_state { GK_OBJECTS_OK, GK_OBJECTS_MEMORY, GK_OBJECTS_LIBRARY };

/* The cache (may be NULL) is borrowed; see gk_pdf_options. */
struct gk_objects *gk_objects_new(struct gk_cache *cache);
void gk_objects_drop(struct gk_objects *objects);
enum gk_objects_state gk_objects_state(const struct gk_objects *objects);
unsigned long gk_objects_error(const struct gk_objects *objects); /* libharu's code */

/* A new indirect dictionary; type (may be NULL) becomes its /Type. */
gk_object gk_objects_dict(struct gk_objects *objects, const char *type);
/* What is done to a stream's bytes: nothing (metadata stays readable), deflating, deflating once for all files that have them, nothing
 * because it was done. */
enum gk_stream_bytes { GK_STREAM_PLAIN, GK_STREAM_DEFLATE, GK_STREAM_DEFLATE_ONCE, GK_STREAM_DEFLATED };
/* A new stream holding a copy of the bytes. */
gk_object gk_objects_stream(struct gk_objects *objects, const char *type, const void *bytes, size_t n, enum gk_stream_bytes how);

/* Entries. Keys and names are the standard's own words (regular characters only). */
void gk_objects_name(struct gk_objects *objects, gk_object at, const char *key, const char *name);
void gk_objects_number(struct gk_objects *objects, gk_object at, const char *key, int32_t value);
void gk_objects_ref(struct gk_objects *objects, gk_object at, const char *key, gk_object target);
void gk_objects_text(struct gk_objects *objects, gk_object at, const char *key, const char *utf8);
/* Any value, in PDF syntax; libharu's limits on arrays, dictionaries and reals do not apply to it. */
void gk_objects_value(struct gk_objects *objects, gk_object at, const char *key, const char *syntax, size_t n);

/* Bulk objects are added after all others: gk_objects_bulk closes libharu's part and says the number the first will have;
 * each gk_objects_add takes the next number. */
gk_object gk_objects_bulk(struct gk_objects *objects);
gk_object gk_objects_add(struct gk_objects *objects, const char *syntax, size_t n);

struct gk_flater;
struct gk_cache *gk_objects_cache(struct gk_objects *objects);
struct gk_flater *gk_objects_flater(struct gk_objects *objects);
/* For save.c: numbers run from 1 to count - 1. */
uint32_t gk_objects_count(const struct gk_objects *objects);
bool gk_objects_is_packable(const struct gk_objects *objects, gk_object number); /* may stand in an object stream */
bool gk_objects_write(struct gk_objects *objects, gk_object number, struct gk_buf *out);

/* save.c: appends the file to out, with root as catalog and info as information dictionary; `plain`: with a cross-reference table and
 * each object by itself. */
bool gk_objects_save(struct gk_objects *objects, gk_object root, gk_object info, bool plain, struct gk_buf *out);

#endif
