/* XML as a tree with places. Expat decides what is well-formed; where an
 * attribute stands is found in the bytes of its tag, since Expat does not tell.
 * Refused beyond the standard: DOCTYPE, encodings other than UTF-8, colons in
 * names, great depth. */
#include <expat.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "base/messages.h"

#define DEPTH_MAX 64

struct reader {
  XML_Parser parser;
  struct gk_arena *arena;
  const struct gk_source *source;
  struct gk_diag_sink *sink;
  struct gk_xml_node *root, *open;
  struct gk_buf text;            /* of the text node being gathered */
  size_t text_from, text_to;     /* its source bytes */
  size_t base;                   /* of Expat's byte index in the source (after a byte order mark) */
  unsigned depth;
  bool stopped;
};

static void stop(struct reader *r) {
  r->stopped = true;
  XML_StopParser(r->parser, XML_FALSE);
}

static void stop_memory(struct reader *r) {
  gk_report_memory(r->sink);
  stop(r);
}

static size_t event_from(const struct reader *r) { return (size_t)XML_GetCurrentByteIndex(r->parser) + r->base; }
static size_t event_size(const struct reader *r) { return (size_t)XML_GetCurrentByteCount(r->parser); }

static void add_child(struct reader *r, struct gk_xml_node *node) {
  node->parent = r->open;
  if (!r->open) {
    r->root = node;
    return;
  }
  if (r->open->last) r->open->last->next = node;
  else r->open->first = node;
  r->open->last = node;
}

/* Makes the characters gathered so far a text node. */
static bool flush_text(struct reader *r) {
  if (r->text.size == 0) return true;
  struct gk_xml_node *node = gk_arena_alloc(r->arena, sizeof *node);
  char *text = node ? gk_arena_strndup(r->arena, r->text.data, r->text.size) : NULL;
  if (!text) return false;
  node->text = text;
  node->text_size = r->text.size;
  node->place = gk_place_at(r->source, r->text_from, r->text_to - r->text_from);
  add_child(r, node);
  gk_buf_clear(&r->text);
  return true;
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Finds the next attribute in the tag's bytes: name, =, quoted value. The tag is well-formed. */
static void next_attribute(const char *tag, size_t size, size_t *at, struct gk_place *name, struct gk_place *value, size_t offset,
                           const struct gk_source *source) {
  size_t i = *at;
  while (i < size && is_space(tag[i])) i++;
  size_t from = i;
  while (i < size && !is_space(tag[i]) && tag[i] != '=') i++;
  *name = gk_place_at(source, offset + from, i - from);
  while (i < size && tag[i] != '"' && tag[i] != '\'') i++;
  char quote = i < size ? tag[i] : '"';
  from = ++i;
  while (i < size && tag[i] != quote) i++;
  *value = gk_place_at(source, offset + from, i > from && from <= size ? i - from : 0);
  *at = i + 1;
}

static bool refuse_colon(struct reader *r, const char *name, struct gk_place place) {
  if (!strchr(name, ':')) return false;
  gk_report(r->sink, &gk_msg_xml_colon, gk_place_none(), place, name);
  stop(r);
  return true;
}

static bool add_attributes(struct reader *r, struct gk_xml_node *node, const char *tag, size_t size, size_t offset, const char **pairs) {
  size_t at = 1 + node->place.length;
  struct gk_xml_attribute **last = &node->attributes;
  for (; *pairs; pairs += 2) {
    struct gk_xml_attribute *attribute = gk_arena_alloc(r->arena, sizeof *attribute);
    if (!attribute) return false;
    attribute->name = gk_arena_strdup(r->arena, pairs[0]);
    attribute->value = gk_arena_strdup(r->arena, pairs[1]);
    if (!attribute->name || !attribute->value) return false;
    next_attribute(tag, size, &at, &attribute->name_place, &attribute->value_place, offset, r->source);
    if (refuse_colon(r, pairs[0], attribute->name_place)) return true;
    *last = attribute;
    last = &attribute->next;
  }
  return true;
}

static void on_start(void *user, const char *name, const char **pairs) {
  struct reader *r = user;
  if (r->stopped) return;
  size_t offset = event_from(r), size = event_size(r);
  struct gk_place place = gk_place_at(r->source, offset + 1, strlen(name));
  if (++r->depth > DEPTH_MAX) {
    char limit[16];
    snprintf(limit, sizeof limit, "%d", DEPTH_MAX);
    gk_report(r->sink, &gk_msg_xml_depth, gk_place_none(), place, limit);
    stop(r);
    return;
  }
  struct gk_xml_node *node = flush_text(r) ? gk_arena_alloc(r->arena, sizeof *node) : NULL;
  if (!node || !(node->name = gk_arena_strdup(r->arena, name))) {
    stop_memory(r);
    return;
  }
  node->place = place;
  if (refuse_colon(r, name, place)) return;
  add_child(r, node);
  r->open = node;
  if (!add_attributes(r, node, r->source->text + offset, size, offset, pairs)) stop_memory(r);
}

static void on_end(void *user, const char *name) {
  struct reader *r = user;
  (void)name;
  if (r->stopped) return;
  if (!flush_text(r)) {
    stop_memory(r);
    return;
  }
  r->open = r->open->parent;
  r->depth--;
}

static void on_text(void *user, const char *text, int n) {
  struct reader *r = user;
  if (r->stopped || !r->open) return;
  size_t from = event_from(r), size = event_size(r);
  if (r->text.size == 0) r->text_from = from;
  r->text_to = from + size;
  if (!gk_buf_add(&r->text, text, (size_t)n)) stop_memory(r);
}

static void on_doctype(void *user, const char *name, const char *system_id, const char *public_id, int has_subset) {
  struct reader *r = user;
  (void)name, (void)system_id, (void)public_id, (void)has_subset;
  gk_report(r->sink, &gk_msg_xml_doctype, gk_place_none(), gk_place_at(r->source, event_from(r), 9), "");
  stop(r);
}

static void on_declaration(void *user, const char *version, const char *encoding, int standalone) {
  struct reader *r = user;
  (void)version, (void)standalone;
  if (!encoding) return;
  bool utf8 = strlen(encoding) == 5 && (encoding[0] | 32) == 'u' && (encoding[1] | 32) == 't' && (encoding[2] | 32) == 'f' && strcmp(encoding + 3, "-8") == 0;
  if (utf8) return;
  gk_report(r->sink, &gk_msg_xml_encoding, gk_place_none(), gk_place_at(r->source, event_from(r), event_size(r)), "");
  stop(r);
}

static void report_open(struct reader *r, const struct gk_message *message, size_t at) {
  char line[16];
  snprintf(line, sizeof line, "%u", gk_place_position(r->open->place).line);
  gk_report(r->sink, message, gk_place_none(), gk_place_at(r->source, at, 1), r->open->name, line);
}

static void report_error(struct reader *r) {
  enum XML_Error error = XML_GetErrorCode(r->parser);
  size_t at = event_from(r);
  if (at > r->source->size) at = r->source->size;
  const struct gk_message *message = &gk_msg_xml_syntax;
  switch (error) {
    case XML_ERROR_NO_MEMORY: gk_report_memory(r->sink); return;
    case XML_ERROR_TAG_MISMATCH: report_open(r, &gk_msg_xml_mismatch, at); return;
    case XML_ERROR_NO_ELEMENTS:
      if (r->open) {
        report_open(r, &gk_msg_xml_unclosed, at);
        return;
      }
      message = &gk_msg_xml_empty;
      break;
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
      if (r->open) {
        report_open(r, &gk_msg_xml_unclosed, at);
        return;
      }
      break;
    case XML_ERROR_DUPLICATE_ATTRIBUTE: message = &gk_msg_xml_duplicate; break;
    case XML_ERROR_UNDEFINED_ENTITY: message = &gk_msg_xml_entity; break;
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: message = &gk_msg_xml_junk; break;
    case XML_ERROR_UNKNOWN_ENCODING:
    case XML_ERROR_INCORRECT_ENCODING: message = &gk_msg_xml_encoding; break;
    default: break;
  }
  gk_report(r->sink, message, gk_place_none(), gk_place_at(r->source, at, 1), "");
}

static const XML_Memory_Handling_Suite memory = {gk_memory_alloc, gk_memory_realloc, gk_memory_free};

struct gk_xml_node *gk_xml_parse(struct gk_arena *arena, const struct gk_source *source, struct gk_diag_sink *sink) {
  struct reader r = {.arena = arena, .source = source, .sink = sink};
  if (source->size >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) r.base = 3;
  size_t bad = gk_utf8_check(source->text, source->size);
  if (bad < source->size) {
    gk_report(sink, &gk_msg_xml_utf8, gk_place_none(), gk_place_at(source, bad, 1), "");
    return NULL;
  }
  gk_buf_init(&r.text, source->size);
  r.parser = XML_ParserCreate_MM("UTF-8", &memory, NULL);
  if (!r.parser) {
    gk_report_memory(sink);
    return NULL;
  }
  /* Fixed: the hash's salt must not come from the system's random source. */
  XML_SetHashSalt(r.parser, 0x676B);
  XML_SetUserData(r.parser, &r);
  XML_SetElementHandler(r.parser, on_start, on_end);
  XML_SetCharacterDataHandler(r.parser, on_text);
  XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
  XML_SetXmlDeclHandler(r.parser, on_declaration);
  enum XML_Status status = XML_Parse(r.parser, source->text + r.base, (int)(source->size - r.base), XML_TRUE);
  if (status != XML_STATUS_OK && !r.stopped) report_error(&r);
  XML_ParserFree(r.parser);
  gk_buf_drop(&r.text);
  return status == XML_STATUS_OK && !r.stopped ? r.root : NULL;
}

const struct gk_xml_attribute *gk_xml_lookup(const struct gk_xml_node *node, const char *name) {
  for (const struct gk_xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next)
    if (strcmp(attribute->name, name) == 0) return attribute;
  return NULL;
}

/* Bytes of source that spell the next resolved character or sequence, and the bytes it resolves to. */
static void step(const char *s, size_t n, size_t *source_bytes, size_t *resolved_bytes) {
  *source_bytes = *resolved_bytes = 1;
  if (s[0] == '\r') {
    *source_bytes = n > 1 && s[1] == '\n' ? 2 : 1;
    return;
  }
  if (n >= 9 && memcmp(s, "<![CDATA[", 9) == 0) {
    *source_bytes = 9;
    *resolved_bytes = 0;
    return;
  }
  if (n >= 3 && memcmp(s, "]]>", 3) == 0) {
    *source_bytes = 3;
    *resolved_bytes = 0;
    return;
  }
  if (n >= 4 && memcmp(s, "<!--", 4) == 0) {
    size_t i = 4;
    while (i + 3 <= n && memcmp(s + i, "-->", 3) != 0) i++;
    *source_bytes = i + 3 <= n ? i + 3 : n;
    *resolved_bytes = 0;
    return;
  }
  if (s[0] != '&') return;
  size_t end = 1;
  while (end < n && s[end] != ';') end++;
  if (end >= n) return;
  *source_bytes = end + 1;
  if (n < 3 || s[1] != '#') return;
  uint32_t c = 0;
  bool hex = s[2] == 'x';
  for (size_t i = hex ? 3 : 2; i < end && c < 0x110000; i++) {
    unsigned digit = s[i] <= '9' ? (unsigned)(s[i] - '0') : (unsigned)((s[i] | 32) - 'a' + 10);
    c = c * (hex ? 16 : 10) + digit;
  }
  char bytes[4];
  *resolved_bytes = gk_utf8_put(c, bytes);
}

struct gk_place gk_xml_place_within(struct gk_place whole, size_t from, size_t length) {
  if (!whole.source) return whole;
  const char *s = whole.source->text + whole.offset;
  size_t at = 0, resolved = 0, begin = whole.length, end = whole.length;
  bool begun = false;
  while (at < whole.length) {
    size_t source_bytes, resolved_bytes;
    step(s + at, whole.length - at, &source_bytes, &resolved_bytes);
    if (!begun && resolved >= from && resolved_bytes > 0) {
      begin = at;
      begun = true;
    }
    if (begun && resolved >= from + length) {
      end = at;
      break;
    }
    at += source_bytes;
    resolved += resolved_bytes;
  }
  if (end < begin) end = begin;
  return gk_place_at(whole.source, whole.offset + begin, end - begin);
}
