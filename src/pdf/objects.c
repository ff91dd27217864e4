/* Objects in libharu. All use of libharu is in this file: it numbers the objects,
 * owns them, and writes values. Only its lowest layer is used (memory manager,
 * cross-reference list, dictionary); its pages, fonts and metadata predate
 * PDF/A-2 and are unsafe when memory ends, its streams are slow.
 * Its structs are public but change between releases, hence the check below. */
#include "pdf/objects.h"

#include <string.h>

#include <hpdf.h>

#include "pdf/flate.h"
#include "pdf/syntax.h"

#if HPDF_VERSION_ID / 100 != 203
#error "libharu 2.3 is needed: its internal structures differ between releases"
#endif

#define NUMBER_MASK 0x00FFFFFFu
#define NUMBER_MAX HPDF_LIMIT_MAX_XREF_ELEMENT /* 8388607, also the limit of ISO 19005-2, 6.1.13 */
#define BUFFER_MAX ((size_t)1 << 30)
#define ONCE_MOST ((size_t)256 << 10) /* bytes of what many files share; more is the data of one */

struct gk_objects {
  HPDF_Error_Rec error;   /* sticky, libharu's */
  HPDF_MMgr memory;
  HPDF_Xref xref;
  bool out_of_memory, misuse;
  struct gk_flater *flater;
  struct gk_cache *cache;
  bool closed;            /* the bulk part has begun */
  struct gk_buf bulk;     /* bodies of bulk objects, one after the other */
  size_t *ends;           /* where each ends in `bulk` */
  uint32_t bulk_count;
  size_t bulk_capacity;
};

/* libharu sets up itself what it needs zero. */
static void *haru_alloc(HPDF_UINT size) { return gk_memory_realloc(NULL, size); }
static void haru_free(void *p) { gk_memory_free(p); }

struct gk_objects *gk_objects_new(struct gk_cache *cache) {
  struct gk_objects *objects = gk_memory_alloc(sizeof *objects);
  if (!objects) return NULL;
  objects->cache = cache;
  gk_buf_init(&objects->bulk, BUFFER_MAX);
  HPDF_Error_Init(&objects->error, NULL);
  objects->memory = HPDF_MMgr_New(&objects->error, 0, haru_alloc, haru_free);
  if (objects->memory) objects->xref = HPDF_Xref_New(objects->memory, 0);
  if (objects->xref) objects->flater = gk_flater_new();
  if (objects->flater) return objects;
  gk_objects_drop(objects);
  return NULL;
}

void gk_objects_drop(struct gk_objects *objects) {
  if (!objects) return;
  if (objects->xref) HPDF_Xref_Free(objects->xref);
  if (objects->memory) HPDF_MMgr_Free(objects->memory);
  gk_buf_drop(&objects->bulk);
  gk_flater_drop(objects->flater);
  gk_memory_free(objects->ends);
  gk_memory_free(objects);
}

unsigned long gk_objects_error(const struct gk_objects *objects) {
  return objects->misuse ? HPDF_INVALID_OPERATION : objects->error.error_no;
}

enum gk_objects_state gk_objects_state(const struct gk_objects *objects) {
  if (objects->out_of_memory || objects->bulk.failed || objects->error.error_no == HPDF_FAILD_TO_ALLOC_MEM) return GK_OBJECTS_MEMORY;
  return objects->misuse || objects->error.error_no != HPDF_OK ? GK_OBJECTS_LIBRARY : GK_OBJECTS_OK;
}

static bool fine(const struct gk_objects *objects) { return gk_objects_state(objects) == GK_OBJECTS_OK; }

static HPDF_Dict lookup(struct gk_objects *objects, gk_object number) {
  HPDF_XrefEntry entry = number ? HPDF_Xref_GetEntry(objects->xref, number) : NULL;
  HPDF_Obj_Header *header = entry ? entry->obj : NULL;
  if (header && (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT) return (HPDF_Dict)header;
  objects->misuse = true;
  return NULL;
}

/* What hangs on the dictionary's free pointer: entries in PDF syntax, written by libharu's hook after its own entries, and a stream's bytes,
 * which libharu would copy byte by byte into pieces of 4 KiB, give a length in an object of its own, and copy out again. */
struct extra {
  struct gk_buf entries, bytes;
  bool is_stream;
};

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream) {
  const struct extra *extra = dict->attr;
  return HPDF_Stream_Write(stream, (const HPDF_BYTE *)extra->entries.data, (HPDF_UINT)extra->entries.size);
}

static void free_extra(HPDF_Dict dict) {
  struct extra *extra = dict->attr;
  gk_buf_drop(&extra->entries);
  gk_buf_drop(&extra->bytes);
  gk_memory_free(extra);
}

static struct extra *extra_of(struct gk_objects *objects, HPDF_Dict dict) {
  if (!dict->attr) {
    struct extra *extra = gk_memory_alloc(sizeof *extra);
    if (!extra) {
      objects->out_of_memory = true;
      return NULL;
    }
    gk_buf_init(&extra->entries, BUFFER_MAX);
    gk_buf_init(&extra->bytes, BUFFER_MAX);
    dict->attr = extra;
    dict->free_fn = free_extra;
  }
  return dict->attr;
}

static gk_object number_of(struct gk_objects *objects, HPDF_Dict dict, const char *type) {
  gk_object number = dict->header.obj_id & NUMBER_MASK;
  if (type) gk_objects_name(objects, number, "Type", type);
  return fine(objects) ? number : 0;
}

gk_object gk_objects_dict(struct gk_objects *objects, const char *type) {
  if (!fine(objects)) return 0;
  if (objects->closed) {
    objects->misuse = true;
    return 0;
  }
  HPDF_Dict dict = HPDF_Dict_New(objects->memory);
  /* A dictionary that cannot be registered was freed by libharu. */
  if (!dict || HPDF_Xref_Add(objects->xref, dict) != HPDF_OK) return 0;
  return number_of(objects, dict, type);
}

static bool deflate_once(struct gk_objects *objects, const void *bytes, size_t n, struct gk_buf *out) {
  size_t size;
  if (n > ONCE_MOST) return gk_flate(objects->flater, GK_FLATE_TEXT, bytes, n, out);
  const void *packed = gk_cache_lookup(objects->cache, GK_CACHE_DEFLATED, bytes, n, &size);
  if (packed) return gk_buf_add(out, packed, size);
  if (!gk_flate(objects->flater, GK_FLATE_TEXT, bytes, n, out)) return false;
  gk_cache_keep(objects->cache, GK_CACHE_DEFLATED, bytes, n, out->data, out->size);
  return true;
}

static bool fill_stream(struct gk_objects *objects, const void *bytes, size_t n, enum gk_stream_bytes how, struct gk_buf *out) {
  if (!bytes) bytes = "";
  switch (how) {
    case GK_STREAM_DEFLATE: return gk_flate(objects->flater, GK_FLATE_TEXT, bytes, n, out);
    case GK_STREAM_DEFLATE_ONCE: return deflate_once(objects, bytes, n, out);
    case GK_STREAM_PLAIN:
    case GK_STREAM_DEFLATED: break;
  }
  return gk_buf_add(out, bytes, n);
}

gk_object gk_objects_stream(struct gk_objects *objects, const char *type, const void *bytes, size_t n, enum gk_stream_bytes how) {
  if (!fine(objects)) return 0;
  if (objects->closed || n > BUFFER_MAX) {
    objects->misuse = true;
    return 0;
  }
  gk_object number = gk_objects_dict(objects, type);
  HPDF_Dict dict = number ? lookup(objects, number) : NULL;
  struct extra *extra = dict ? extra_of(objects, dict) : NULL;
  if (!extra) return 0;
  extra->is_stream = true;
  if (!fill_stream(objects, bytes, n, how, &extra->bytes)) objects->out_of_memory = true;
  else gk_objects_number(objects, number, "Length", (int32_t)extra->bytes.size);
  if (how != GK_STREAM_PLAIN) gk_objects_value(objects, number, "Filter", "/FlateDecode", 12);
  return fine(objects) ? number : 0;
}

void gk_objects_name(struct gk_objects *objects, gk_object at, const char *key, const char *name) {
  HPDF_Dict dict = fine(objects) ? lookup(objects, at) : NULL;
  if (dict) HPDF_Dict_AddName(dict, key, name);
}

void gk_objects_number(struct gk_objects *objects, gk_object at, const char *key, int32_t value) {
  HPDF_Dict dict = fine(objects) ? lookup(objects, at) : NULL;
  if (dict) HPDF_Dict_AddNumber(dict, key, value);
}

void gk_objects_ref(struct gk_objects *objects, gk_object at, const char *key, gk_object target) {
  HPDF_Dict dict = fine(objects) ? lookup(objects, at) : NULL;
  HPDF_Dict to = dict ? lookup(objects, target) : NULL;
  if (to) HPDF_Dict_Add(dict, key, to);
}

void gk_objects_text(struct gk_objects *objects, gk_object at, const char *key, const char *utf8) {
  struct gk_buf text;
  gk_buf_init(&text, BUFFER_MAX);
  if (gk_syntax_text(&text, utf8, strlen(utf8))) gk_objects_value(objects, at, key, text.data, text.size);
  else objects->out_of_memory = true;
  gk_buf_drop(&text);
}

void gk_objects_value(struct gk_objects *objects, gk_object at, const char *key, const char *syntax, size_t n) {
  HPDF_Dict dict = fine(objects) ? lookup(objects, at) : NULL;
  struct extra *extra = dict ? extra_of(objects, dict) : NULL;
  if (!extra) return;
  gk_buf_addf(&extra->entries, "/%s ", key);
  gk_buf_add(&extra->entries, syntax, n);
  if (!gk_buf_add_char(&extra->entries, '\n')) objects->out_of_memory = true;
  else dict->write_fn = write_entries;
}

gk_object gk_objects_bulk(struct gk_objects *objects) {
  objects->closed = true;
  return objects->xref->entries->count;
}

gk_object gk_objects_add(struct gk_objects *objects, const char *syntax, size_t n) {
  if (!fine(objects)) return 0;
  gk_object number = gk_objects_count(objects);
  if (!objects->closed || number > NUMBER_MAX) {
    objects->misuse = true;
    return 0;
  }
  if (objects->bulk_count == objects->bulk_capacity) {
    size_t capacity = objects->bulk_capacity ? objects->bulk_capacity * 2 : 256;
    size_t *ends = gk_memory_realloc(objects->ends, capacity * sizeof *ends);
    if (!ends) {
      objects->out_of_memory = true;
      return 0;
    }
    objects->ends = ends;
    objects->bulk_capacity = capacity;
  }
  if (!gk_buf_add(&objects->bulk, syntax, n)) return 0;
  objects->ends[objects->bulk_count++] = objects->bulk.size;
  return number;
}

struct gk_cache *gk_objects_cache(struct gk_objects *objects) { return objects->cache; }

struct gk_flater *gk_objects_flater(struct gk_objects *objects) { return objects->flater; }

uint32_t gk_objects_count(const struct gk_objects *objects) { return objects->xref->entries->count + objects->bulk_count; }

static const struct extra *extra_at(const struct gk_objects *objects, gk_object number) {
  return ((HPDF_Dict)HPDF_Xref_GetEntry(objects->xref, number)->obj)->attr; /* nothing but dictionaries was given a number */
}

bool gk_objects_is_packable(const struct gk_objects *objects, gk_object number) {
  if (number >= objects->xref->entries->count) return true;
  const struct extra *extra = extra_at(objects, number);
  return !extra || !extra->is_stream; /* ISO 32000-1, 7.5.7 */
}

static HPDF_STATUS write_to_buf(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n) {
  return gk_buf_add(stream->attr, bytes, n) ? HPDF_OK : HPDF_FAILD_TO_ALLOC_MEM;
}

bool gk_objects_write(struct gk_objects *objects, gk_object number, struct gk_buf *out) {
  if (!fine(objects)) return false;
  uint32_t kept = objects->xref->entries->count;
  if (number >= kept) {
    size_t at = number - kept, from = at ? objects->ends[at - 1] : 0;
    return gk_buf_add(out, objects->bulk.data + from, objects->ends[at] - from);
  }
  HPDF_Stream stream = HPDF_CallbackWriter_New(objects->memory, write_to_buf, out);
  if (!stream) return false;
  HPDF_STATUS status = HPDF_Obj_WriteValue(HPDF_Xref_GetEntry(objects->xref, number)->obj, stream, NULL);
  HPDF_Stream_Free(stream);
  const struct extra *extra = extra_at(objects, number);
  if (extra && extra->is_stream) {
    gk_buf_add_string(out, "\nstream\r\n");
    gk_buf_add(out, extra->bytes.data, extra->bytes.size);
    gk_buf_add_string(out, "\nendstream");
  }
  return status == HPDF_OK && fine(objects) && !out->failed;
}
