/* What the readers of blocks share: block.c (text, sections, lists), parts.c
 * (署名, 附件说明, 附件) and book.c (cover, contents, parts of a book). */
#ifndef GK_LANG_BLOCK_H
#define GK_LANG_BLOCK_H

#include "lang/inside.h"

/* One document being read. */
struct gk_lang_reading {
  struct gk_lang *l;
  const struct gk_layout *layout;
  const struct gk_xml_attribute **ids; size_t id_count, id_capacity;
  bool within;   /* in a section or an annex: what stands around the text is not here */
  bool labels;   /* in a list whose items may have labels */
  bool cover;    /* on the cover: titles, paragraphs and lists alone */
  bool cover_read, contents_read, text_read; /* of the document, so far */
};
struct gk_lang_nodes { struct gk_node **items; size_t count, capacity; };

/* A node of the kind, its id noted. NULL when out of memory. */
struct gk_node *gk_lang_node_new(struct gk_lang_reading *r, enum gk_node_kind kind, const struct gk_xml_node *xml);
/* Whether there is an element or any text but white space. */
bool gk_lang_has_content(const struct gk_xml_node *node);
/* Mixed content that must not be empty; NULL after a report. */
struct gk_template *gk_lang_line(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);
/* Items and alternatives of items. */
void gk_lang_items(struct gk_lang_reading *r, const struct gk_xml_node *list, const struct gk_lang_scope *scope, struct gk_lang_nodes *out,
                   const struct gk_xml_node **otherwise);
/* The blocks within an element, as the node's children; none is reported. */
void gk_lang_inner_blocks(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope, struct gk_node *node);

/* ---- parts.c */
struct gk_node *gk_lang_signature(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);
struct gk_node *gk_lang_attachments(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);
struct gk_node *gk_lang_annex(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);

/* ---- book.c */
struct gk_node *gk_lang_cover(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);
struct gk_node *gk_lang_contents(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);
struct gk_node *gk_lang_include(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);

#endif
