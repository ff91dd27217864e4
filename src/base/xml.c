/* XML as a tree with places. Expat decides what is well-formed (XML 1.0); where an
 * attribute stands is found in the bytes of its tag, since Expat does not tell.
 * Refused beyond the standard: DOCTYPE, encodings other than UTF-8, colons in
 * names, great depth and size. What is said of faults is decided in xml_fault.c. */
#include "base/xml.h"

#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "base/messages.h"
#include "base/xml_reader.h"

#define DEPTH_MAX 64
#define SIZE_MAX_XML ((size_t)16 << 20)

static void stop(struct gk_xml_reader *r) {
  r->stopped = true;
  XML_StopParser(r->parser, XML_FALSE);
}

static void stop_memory(struct gk_xml_reader *r) {
  gk_report_memory(r->sink);
  stop(r);
}

static size_t event_from(const struct gk_xml_reader *r) { return (size_t)XML_GetCurrentByteIndex(r->parser) + r->base; }
static size_t event_to(const struct gk_xml_reader *r) { return event_from(r) + (size_t)XML_GetCurrentByteCount(r->parser); }

static void add_child(struct gk_xml_reader *r, struct gk_xml_node *node) {
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
static bool flush_text(struct gk_xml_reader *r) {
  r->gathering = false;
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

/* The next attribute in the bytes of a start tag, from *at: name, =, quoted value. Expat has found the tag well-formed. */
static void place_attribute(struct gk_place tag, size_t *at, struct gk_xml_attribute *attribute) {
  const char *s = tag.source->text + tag.offset;
  size_t i = *at;
  while (i < tag.length && is_space(s[i])) i++;
  size_t name = i;
  while (i < tag.length && !is_space(s[i]) && s[i] != '=') i++;
  attribute->name_place = gk_place_at(tag.source, tag.offset + name, i - name);
  while (i < tag.length && s[i] != '"' && s[i] != '\'') i++;
  if (i >= tag.length) return;
  char quote = s[i];
  size_t value = ++i;
  while (i < tag.length && s[i] != quote) i++;
  attribute->value_place = gk_place_at(tag.source, tag.offset + value, i - value);
  *at = i + 1;
}

static bool refuse_colon(struct gk_xml_reader *r, const char *name, struct gk_place place) {
  if (!strchr(name, ':')) return false;
  gk_report(r->sink, &gk_msg_xml_colon, gk_place_none(), place, name);
  stop(r);
  return true;
}

/* False when out of memory. Expat gives names and values in the order of the tag. */
static bool add_attributes(struct gk_xml_reader *r, struct gk_xml_node *node, struct gk_place tag, const char **pairs) {
  size_t at = 1 + node->place.length;
  struct gk_xml_attribute **last = &node->attributes;
  for (; *pairs; pairs += 2) {
    struct gk_xml_attribute *attribute = gk_arena_alloc(r->arena, sizeof *attribute);
    if (!attribute) return false;
    attribute->name = gk_arena_strdup(r->arena, pairs[0]);
    attribute->value = gk_arena_strdup(r->arena, pairs[1]);
    if (!attribute->name || !attribute->value) return false;
    place_attribute(tag, &at, attribute);
    if (refuse_colon(r, pairs[0], attribute->name_place)) return true;
    *last = attribute;
    last = &attribute->next;
  }
  return true;
}

static void on_start(void *user, const char *name, const char **pairs) {
  struct gk_xml_reader *r = user;
  if (r->stopped) return;
  struct gk_place tag = gk_place_at(r->source, event_from(r), event_to(r) - event_from(r));
  struct gk_place place = gk_place_at(r->source, tag.offset + 1, strlen(name));
  if (refuse_colon(r, name, place)) return;
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
  add_child(r, node);
  r->open = node;
  if (!add_attributes(r, node, tag, pairs)) stop_memory(r);
}

static void on_end(void *user, const char *name) {
  struct gk_xml_reader *r = user;
  (void)name;
  if (r->stopped) return;
  if (!flush_text(r)) {
    stop_memory(r);
    return;
  }
  r->open = r->open->parent;
  r->depth--;
}

/* The source range of the text goes on to the end of this event. */
static void extend_text(struct gk_xml_reader *r) {
  if (!r->gathering) r->text_from = event_from(r);
  r->gathering = true;
  r->text_to = event_to(r);
}

static void on_text(void *user, const char *text, int n) {
  struct gk_xml_reader *r = user;
  if (r->stopped || !r->open) return;
  extend_text(r);
  if (!gk_buf_add(&r->text, text, (size_t)n)) stop_memory(r);
}

/* The marks of CDATA belong to the range, else nobody could tell that its & and < are characters. */
static void on_cdata(void *user) {
  struct gk_xml_reader *r = user;
  if (!r->stopped && r->open) extend_text(r);
}

static void on_doctype(void *user, const char *name, const char *system_id, const char *public_id, int has_subset) {
  struct gk_xml_reader *r = user;
  (void)name, (void)system_id, (void)public_id, (void)has_subset;
  gk_xml_refuse_doctype(r, event_from(r));
  stop(r);
}

static bool is_utf8(const char *encoding) {
  static const char utf8[] = "utf-8";
  for (size_t i = 0; i < sizeof utf8; i++) {
    char c = encoding[i] >= 'A' && encoding[i] <= 'Z' ? (char)(encoding[i] | 32) : encoding[i];
    if (c != utf8[i]) return false;
  }
  return true;
}

static void on_declaration(void *user, const char *version, const char *encoding, int standalone) {
  struct gk_xml_reader *r = user;
  (void)version, (void)standalone;
  if (!encoding || is_utf8(encoding)) return;
  gk_report(r->sink, &gk_msg_xml_encoding, gk_place_none(), gk_place_at(r->source, event_from(r), event_to(r) - event_from(r)), encoding);
  stop(r);
}

/* Faults that are seen before Expat reads a byte. */
static bool refuse_bytes(const struct gk_source *source, struct gk_diag_sink *sink) {
  const char *text = source->text;
  if (source->size > SIZE_MAX_XML) {
    char limit[32];
    snprintf(limit, sizeof limit, "%zu", SIZE_MAX_XML);
    gk_report(sink, &gk_msg_xml_too_large, gk_place_none(), gk_place_none(), source->name, limit);
    return true;
  }
  if (source->size >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
    gk_report(sink, &gk_msg_xml_encoding, gk_place_none(), gk_place_none(), "UTF-16");
    return true;
  }
  size_t bad = gk_utf8_check(text, source->size);
  if (bad == source->size) return false;
  const struct gk_message *message = text[bad] == '\0' ? &gk_msg_xml_control : &gk_msg_xml_utf8;
  gk_report(sink, message, gk_place_none(), gk_place_at(source, bad, 1), "U+0000");
  return true;
}

static const XML_Memory_Handling_Suite memory = {gk_memory_alloc, gk_memory_realloc, gk_memory_free};

struct gk_xml_node *gk_xml_parse(struct gk_arena *arena, const struct gk_source *source, struct gk_diag_sink *sink) {
  if (refuse_bytes(source, sink)) return NULL;
  struct gk_xml_reader r = {.arena = arena, .source = source, .sink = sink};
  if (source->size >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) r.base = 3;
  gk_buf_init(&r.text, source->size);
  r.parser = XML_ParserCreate_MM("UTF-8", &memory, NULL);
  if (!r.parser) {
    gk_report_memory(sink);
    return NULL;
  }
  XML_SetUserData(r.parser, &r);
  XML_SetElementHandler(r.parser, on_start, on_end);
  XML_SetCharacterDataHandler(r.parser, on_text);
  XML_SetCdataSectionHandler(r.parser, on_cdata, on_cdata);
  XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
  XML_SetXmlDeclHandler(r.parser, on_declaration);
  enum XML_Status status = XML_Parse(r.parser, source->text + r.base, (int)(source->size - r.base), XML_TRUE);
  if (status != XML_STATUS_OK && !r.stopped) gk_xml_explain(&r);
  XML_ParserFree(r.parser);
  gk_buf_drop(&r.text);
  return status == XML_STATUS_OK && !r.stopped ? r.root : NULL;
}

const struct gk_xml_attribute *gk_xml_lookup(const struct gk_xml_node *node, const char *name) {
  for (const struct gk_xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next)
    if (strcmp(attribute->name, name) == 0) return attribute;
  return NULL;
}
