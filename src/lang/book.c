/* What makes a book of a document: its cover, its contents, and other documents
 * of the layout as its parts. Decides what each may say and in which order they
 * stand; that a part is a document of the layout, and no book itself, is seen when
 * all documents are read (gk_lang_includes). */
#include <string.h>

#include "lang/block.h"

#define DEPTH_DEFAULT 2

static bool recto(struct gk_lang *l, const struct gk_xml_node *xml) { return gk_lang_choice(l, xml, "break", "page recto", 0) == 1; }

static void check_empty(struct gk_lang *l, const struct gk_xml_node *xml) {
  for (const struct gk_xml_node *n = xml->first; n; n = n->next)
    if (!gk_lang_text_child(l, n)) gk_lang_refuse_element(l, n, "");
}

struct gk_node *gk_lang_cover(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, "id");
  if (r->cover_read) gk_lang_report(r->l, &gk_msg_lang_twice, xml->place, xml->name, xml->parent->name);
  else if (r->contents_read || r->text_read) gk_lang_report(r->l, &gk_msg_lang_order, xml->place, xml->name, xml->parent->name, "最前面", "first");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_COVER, xml);
  if (!node) return NULL;
  r->cover = true;
  gk_lang_inner_blocks(r, xml, scope, node);
  r->cover = false;
  r->cover_read = true;
  return node;
}

struct gk_node *gk_lang_contents(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  static const enum gk_folio folios[] = {GK_FOLIO_ROMAN, GK_FOLIO_SMALL_ROMAN, GK_FOLIO_NONE};
  gk_lang_attributes(r->l, xml, "id title depth tables numbering break style");
  if (r->contents_read) gk_lang_report(r->l, &gk_msg_lang_twice, xml->place, xml->name, xml->parent->name);
  else if (r->text_read) gk_lang_report(r->l, &gk_msg_lang_order, xml->place, xml->name, xml->parent->name, "封面之后、其余内容之前", "first but for the cover");
  r->contents_read = true;
  check_empty(r->l, xml);
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_CONTENTS, xml);
  if (node) node->contents = gk_arena_alloc(r->l->arena, sizeof *node->contents);
  if (!node || !node->contents) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  node->content = gk_lang_template_value(r->l, gk_xml_lookup(xml, "title"), scope);
  *node->contents = (struct gk_contents_node){.depth = gk_lang_count(r->l, xml, "depth", 1, GK_CONTENTS_DEPTH_MOST, DEPTH_DEFAULT),
                                              .tables = gk_lang_yes(r->l, xml, "tables"),
                                              .folio = folios[gk_lang_choice(r->l, xml, "numbering", "I i none", 0)],
                                              .recto = recto(r->l, xml)};
  return node;
}

struct gk_node *gk_lang_include(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, "id document! title break style");
  check_empty(r->l, xml);
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_INCLUDE, xml);
  if (node) node->include = gk_arena_alloc(r->l->arena, sizeof *node->include);
  if (!node || !node->include) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  node->content = gk_lang_template_value(r->l, gk_xml_lookup(xml, "title"), scope);
  node->include->recto = recto(r->l, xml);
  const char *name = gk_lang_string(r->l, xml, "document");
  if (!name) return node;
  node->include->name = name;
  node->include->name_place = gk_xml_lookup(xml, "document")->value_place;
  return node;
}

/* ------------------------------------------------------- the documents named */

static bool has_include(struct gk_node *const *nodes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (nodes[i]->kind == GK_NODE_INCLUDE) return true;
    if (nodes[i]->kind != GK_NODE_WHEN) continue;
    if (has_include(nodes[i]->children, nodes[i]->count) || has_include(nodes[i]->otherwise, nodes[i]->otherwise_count)) return true;
  }
  return false;
}

/* What a part must state before it goes out, the book must. */
static void join_requires(struct gk_lang *l, struct gk_document_node *book, const struct gk_document_node *part) {
  size_t count = book->require_count;
  const struct gk_field **fields = gk_arena_array(l->arena, count + part->require_count + 1, sizeof *fields);
  if (!fields) return;
  for (size_t i = 0; i < count; i++) fields[i] = book->requires[i];
  for (size_t i = 0; i < part->require_count; i++) {
    bool there = false;
    for (size_t k = 0; k < count; k++) there |= fields[k] == part->requires[i];
    if (!there) fields[count++] = part->requires[i];
  }
  book->requires = fields;
  book->require_count = count;
}

static void find_document(struct gk_lang *l, const struct gk_layout *layout, struct gk_document_node *book, struct gk_include_node *include) {
  if (!include->name) return; /* told */
  const struct gk_document_node *part = gk_layout_document(layout, include->name);
  if (part && part != book && !has_include(part->children, part->count)) {
    include->document = part;
    join_requires(l, book, part);
    return;
  }
  if (part) {
    gk_lang_report(l, &gk_msg_lang_include_book, include->name_place, include->name);
    return;
  }
  const char **names = gk_arena_array(l->arena, layout->document_count + 1, sizeof *names);
  size_t n = 0;
  for (size_t i = 0; names && i < layout->document_count; i++)
    if (layout->documents[i] != book) names[n++] = layout->documents[i]->name;
  if (names) gk_lang_report_near(l, &gk_msg_lang_include, include->name_place, include->name, names, n, NULL, NULL);
}

static void find_documents(struct gk_lang *l, const struct gk_layout *layout, struct gk_document_node *book, struct gk_node *const *nodes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (nodes[i]->kind == GK_NODE_INCLUDE) find_document(l, layout, book, nodes[i]->include);
    if (nodes[i]->kind != GK_NODE_WHEN) continue;
    find_documents(l, layout, book, nodes[i]->children, nodes[i]->count);
    find_documents(l, layout, book, nodes[i]->otherwise, nodes[i]->otherwise_count);
  }
}

void gk_lang_includes(struct gk_lang *l, const struct gk_layout *layout) {
  for (size_t i = 0; i < layout->document_count && !gk_arena_failed(l->arena); i++) {
    struct gk_document_node *document = layout->documents[i];
    find_documents(l, layout, document, document->children, document->count);
  }
}
