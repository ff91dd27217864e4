/* data: structured budget data as values that know their place. JSON and YAML
 * come through libfyaml's events with our own key table; the guest lives in this
 * room. What keys mean is not decided here (bind/). */
#ifndef GK_DATA_H
#define GK_DATA_H

#include "base/base.h"

enum gk_value_kind { GK_VALUE_NULL, GK_VALUE_BOOL, GK_VALUE_NUMBER, GK_VALUE_STRING, GK_VALUE_LIST, GK_VALUE_MAP };

struct gk_value;

struct gk_entry {
  const char *key;            /* NUL-terminated UTF-8, NFC, as written by the user */
  struct gk_place key_place;
  struct gk_value *value;
};

struct gk_value {
  enum gk_value_kind kind;
  struct gk_place place;      /* scalar: its characters (without quotes); list, map: the opening bracket or first item */
  const char *text;           /* string: its characters; number: as written; NUL-terminated */
  size_t size;                /* bytes of text */
  struct gk_decimal number;   /* number */
  bool boolean;
  struct gk_value **items;    /* list */
  struct gk_entry *entries;   /* map, in source order */
  size_t count;               /* items or entries */
  struct gk_key_table *keys;  /* map: private index */
};

/* Limits of one source. */
#define GK_DATA_SIZE_MAX ((size_t)64 << 20)
#define GK_DATA_DEPTH_MAX 64
#define GK_DATA_VALUES_MAX ((size_t)4 << 20)

enum gk_data_format { GK_DATA_AUTO, GK_DATA_JSON, GK_DATA_YAML };
/* AUTO: by the name's ending; otherwise JSON when the first character is { or [, else YAML. A .json must be strict JSON (RFC 8259).
 * Refused with data.* (status 2), each with its place: bad UTF-8, NUL, duplicate keys (naming both places), YAML aliases, anchors,
 * merge keys, tags, several documents, trailing content, depth and size beyond the limits, a number that is not exact
 * (see gk_decimal_parse), bidi controls in keys. YAML's numbers are those of JSON: 012 and +1 are strings. The root must be a map. NULL after a report. Values live in the arena. */
struct gk_value *gk_data_load(struct gk_arena *arena, const struct gk_source *source, enum gk_data_format format,
                              struct gk_diag_sink *sink);
/* The place of the bytes from..to of a string's text; that of the whole value when they cannot be told apart in the source. */
struct gk_place gk_value_place(const struct gk_value *value, size_t from, size_t to);
/* Appends a JSON string (RFC 8259, 7), quotes included: only what must be is escaped. */
bool gk_json_add_string(struct gk_buf *out, const char *text, size_t n);
/* Appends a field of CSV (RFC 4180, 2): in quotes when a comma, quote or line end is in it. */
bool gk_csv_add_field(struct gk_buf *out, const char *text, size_t n);

/* The value of a key (in NFC), or NULL; borrows. A binary search at most: hostile keys cannot make it slow. */
struct gk_value *gk_value_lookup(const struct gk_value *map, const char *key);
const struct gk_entry *gk_value_lookup_entry(const struct gk_value *map, const char *key);

#endif
