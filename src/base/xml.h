/* XML through Expat, as a tree whose elements, attributes and texts know their
 * places. DTDs, colons in names, encodings but UTF-8, depth beyond 64 and sizes
 * beyond 16 MB are refused. */
#ifndef GK_BASE_XML_H
#define GK_BASE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"

struct gk_arena;
struct gk_diag_sink;

struct gk_xml_attribute {
  const char *name, *value;       /* value with entities resolved, attribute-normalized */
  struct gk_place name_place, value_place; /* value_place: between the quotes */
  struct gk_xml_attribute *next;  /* in source order */
};

struct gk_xml_node {
  const char *name;               /* element name; NULL for text */
  const char *text;               /* text node: characters, neighbours merged; NULL for an element */
  size_t text_size;
  struct gk_place place;          /* element: its name in the start tag; text: its spelling, with CDATA marks and comments within */
  struct gk_xml_attribute *attributes;
  struct gk_xml_node *parent, *first, *last, *next;
};

/* The root element, owned by the arena; NULL after reporting xml.* (status 2). Comments and processing
 * instructions are dropped; text of white space only is kept (content models decide). */
struct gk_xml_node *gk_xml_parse(struct gk_arena *arena, const struct gk_source *source, struct gk_diag_sink *sink);
/* A text that gk_xml_parse took, without comments and processing instructions; with a NUL behind its *size bytes. In the arena; NULL when memory
 * fails (unreported). */
const char *gk_xml_plain(struct gk_arena *arena, const struct gk_source *source, size_t *size);
const struct gk_xml_attribute *gk_xml_lookup(const struct gk_xml_node *node, const char *name);
/* Place of bytes [from, from+length) of a resolved value or text inside the source range `whole`,
 * allowing for entities (&lt; &#x4E00;) and CR LF that are longer in the source. */
struct gk_place gk_xml_place_within(struct gk_place whole, size_t from, size_t length);

#endif
