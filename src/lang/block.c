/* Documents and blocks: titles, paragraphs, sections, lists, alternatives.
 * Decides what may stand where and what a name means there; tables are table.c's,
 * lines of text inline.c's, cover and contents book.c's. */
#include <stdlib.h>
#include <string.h>

#include "lang/block.h"

/* What stands around the text (parts.c) and the parts of a book (book.c) are not inside a section. */
#define BLOCKS "p section list table form when"
#define AROUND BLOCKS " signature attachments annex include"
#define COVER "title p list when"
#define NUMBERINGS "auto none 一、 （一） 1. （1） 第一部分 ①"
#define BIT(class) (1u << GK_CLASS_##class)

static void read_blocks(struct gk_lang_reading *r, const struct gk_xml_node *parent, const struct gk_lang_scope *scope, bool titles,
                        struct gk_lang_nodes *out, const struct gk_xml_node **otherwise);

static void add_node(struct gk_lang *l, struct gk_lang_nodes *nodes, struct gk_node *node) {
  struct gk_node **items = gk_arena_grow(l->arena, nodes->items, &nodes->capacity, nodes->count + 1, sizeof *items);
  if (!items) return;
  nodes->items = items;
  items[nodes->count++] = node;
}

bool gk_lang_style_known(struct gk_lang *l, const struct gk_layout *layout, const struct gk_xml_node *node, const char **name) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, "style");
  *name = a ? a->value : NULL;
  if (!a || gk_layout_style(layout, a->value)) return true;
  const char **names = gk_arena_array(l->arena, layout->style_count + 1, sizeof *names);
  if (!names) return false;
  for (size_t i = 0; i < layout->style_count; i++) names[i] = layout->styles[i]->name;
  gk_lang_report_near(l, &gk_msg_lang_style, a->value_place, a->value, names, layout->style_count, NULL, NULL);
  return false;
}

struct gk_node *gk_lang_node_new(struct gk_lang_reading *r, enum gk_node_kind kind, const struct gk_xml_node *xml) {
  struct gk_node *node = gk_arena_alloc(r->l->arena, sizeof *node);
  if (!node) return NULL;
  node->kind = kind;
  node->place = xml->place;
  node->id = gk_lang_id(r->l, xml);
  const struct gk_xml_attribute **ids = node->id ? gk_arena_grow(r->l->arena, r->ids, &r->id_capacity, r->id_count + 1, sizeof *ids) : NULL;
  if (ids) {
    r->ids = ids;
    ids[r->id_count++] = gk_xml_lookup(xml, "id");
  }
  return node;
}

bool gk_lang_has_content(const struct gk_xml_node *node) {
  for (const struct gk_xml_node *n = node->first; n; n = n->next) {
    if (n->name) return true;
    for (size_t i = 0; i < n->text_size; i++)
      if (!gk_lang_is_space(n->text[i])) return true;
  }
  return false;
}

/* Whether there is an element of another name. */
static bool has_element(const struct gk_xml_node *node, const char *but) {
  for (const struct gk_xml_node *n = node->first; n; n = n->next)
    if (n->name && !gk_lang_is(n, but)) return true;
  return false;
}

static void set_children(struct gk_node *node, const struct gk_lang_nodes *nodes) {
  node->children = nodes->items;
  node->count = nodes->count;
}

/* ------------------------------------------------------- lines */

struct gk_template *gk_lang_line(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  struct gk_template *content = gk_lang_inline(r->l, xml, scope);
  if (!content && !gk_arena_failed(r->l->arena)) gk_lang_report(r->l, &gk_msg_lang_empty, xml->place, xml->name);
  return content;
}

static struct gk_node *read_title(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, "id style");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_TITLE, xml);
  if (!node) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  node->content = gk_lang_line(r, xml, scope);
  return node;
}

/* rows=: the records that the node stands once for each of, and the scope of one. False after a report: then the names inside
 * mean nothing, and would only be reported over again. */
static bool read_rows(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope **scope, struct gk_lang_scope *inside,
                      struct gk_node *node) {
  const struct gk_xml_attribute *rows = gk_xml_lookup(xml, "rows");
  if (!rows) return true;
  node->rows = gk_lang_path(r->l, rows, *scope, BIT(RECORDS), "多条记录", "records");
  if (!node->rows) return false;
  *inside = (struct gk_lang_scope){*scope, node->rows->field};
  *scope = inside;
  return true;
}

static struct gk_node *read_p(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, "id of rows style");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_P, xml);
  if (!node) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  struct gk_lang_scope inside;
  if (!read_rows(r, xml, &scope, &inside, node)) return node;
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of");
  if (!of) {
    node->content = gk_lang_line(r, xml, scope);
    return node;
  }
  if (gk_lang_has_content(xml)) gk_lang_report(r->l, &gk_msg_lang_both, xml->place, xml->name);
  node->of = gk_lang_path(r->l, of, scope, BIT(TEXT) | BIT(TEXTS), "一段或多段文字", "a text or paragraphs");
  return node;
}

/* ------------------------------------------------------- sections and lists */

static enum gk_numbering numbering(struct gk_lang *l, const struct gk_xml_node *xml) {
  static const enum gk_numbering kinds[] = {GK_NUMBER_AUTO,   GK_NUMBER_NONE,         GK_NUMBER_CHINESE, GK_NUMBER_CHINESE_PAREN,
                                            GK_NUMBER_ARABIC, GK_NUMBER_ARABIC_PAREN, GK_NUMBER_PART,    GK_NUMBER_CIRCLED};
  return kinds[gk_lang_choice(l, xml, "numbering", NUMBERINGS, 0)];
}

static struct gk_node *read_section(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, "id title! rows numbering style");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_SECTION, xml);
  if (!node) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  node->numbering = numbering(r->l, xml);
  struct gk_lang_scope inside;
  if (!read_rows(r, xml, &scope, &inside, node)) return node;
  node->content = gk_lang_template_value(r->l, gk_xml_lookup(xml, "title"), scope);
  gk_lang_inner_blocks(r, xml, scope, node);
  return node;
}

void gk_lang_inner_blocks(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope, struct gk_node *node) {
  struct gk_lang_nodes children = {0};
  bool outer = r->within;
  r->within = true;
  read_blocks(r, xml, scope, false, &children, NULL);
  r->within = outer;
  set_children(node, &children);
  if (!gk_lang_has_content(xml)) gk_lang_report(r->l, &gk_msg_lang_empty, xml->place, xml->name);
}

/* <when> with blocks, or within a list with items. */
static struct gk_node *read_when(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope, bool items) {
  gk_lang_attributes(r->l, xml, "id test!");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_WHEN, xml);
  if (!node) return NULL;
  const struct gk_xml_attribute *test = gk_xml_lookup(xml, "test");
  if (test) node->of = gk_lang_test(r->l, test, scope);
  struct gk_lang_nodes children = {0}, others = {0};
  const struct gk_xml_node *otherwise = NULL;
  if (items) gk_lang_items(r, xml, scope, &children, &otherwise);
  else read_blocks(r, xml, scope, false, &children, &otherwise);
  if (!has_element(xml, "otherwise")) gk_lang_report(r->l, &gk_msg_lang_empty, xml->place, xml->name);
  if (otherwise) {
    gk_lang_attributes(r->l, otherwise, "");
    if (items) gk_lang_items(r, otherwise, scope, &others, NULL);
    else read_blocks(r, otherwise, scope, false, &others, NULL);
    if (!gk_lang_has_content(otherwise)) gk_lang_report(r->l, &gk_msg_lang_empty, otherwise->place, otherwise->name);
  }
  set_children(node, &children);
  node->otherwise = others.items;
  node->otherwise_count = others.count;
  return node;
}

static struct gk_node *read_item(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, r->labels ? "id label rows" : "id rows");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_ITEM, xml);
  if (!node) return NULL;
  struct gk_lang_scope inside;
  if (!read_rows(r, xml, &scope, &inside, node)) {
    /* that it has a label is known all the same */
    if (gk_xml_lookup(xml, "label")) node->label = gk_arena_alloc(r->l->arena, sizeof *node->label);
    return node;
  }
  node->content = gk_lang_line(r, xml, scope);
  if (r->labels) node->label = gk_lang_template_value(r->l, gk_xml_lookup(xml, "label"), scope);
  return node;
}

/* Notes where <otherwise> stands; it must be the only one and the last. True when the child is one. */
static bool take_otherwise(struct gk_lang_reading *r, const struct gk_xml_node *n, const struct gk_xml_node **otherwise, const char *words) {
  bool is = gk_lang_is(n, "otherwise");
  if (is && !otherwise) {
    gk_lang_refuse_element(r->l, n, words);
  } else if (is && *otherwise) {
    gk_lang_report(r->l, &gk_msg_lang_twice, n->place, n->name, n->parent->name);
  } else if (is) {
    *otherwise = n;
  } else if (otherwise && *otherwise) {
    gk_lang_report(r->l, &gk_msg_lang_order, (*otherwise)->place, (*otherwise)->name, n->parent->name, "最后", "last");
  }
  return is;
}

void gk_lang_items(struct gk_lang_reading *r, const struct gk_xml_node *list, const struct gk_lang_scope *scope, struct gk_lang_nodes *out,
                       const struct gk_xml_node **otherwise) {
  for (const struct gk_xml_node *n = list->first; n && !gk_arena_failed(r->l->arena); n = n->next) {
    if (gk_lang_text_child(r->l, n) || take_otherwise(r, n, otherwise, "item when")) continue;
    struct gk_node *node = NULL;
    if (gk_lang_is(n, "item")) node = read_item(r, n, scope);
    else if (gk_lang_is(n, "when")) node = read_when(r, n, scope, true);
    else gk_lang_refuse_element(r->l, n, otherwise ? "item when otherwise" : "item when");
    if (node) add_node(r->l, out, node);
  }
}

/* The first item that has a label, or (want false) that has none. */
static const struct gk_node *item_labelled(struct gk_node *const *nodes, size_t count, bool want) {
  for (size_t i = 0; i < count; i++) {
    const struct gk_node *found = nodes[i];
    if (found->kind == GK_NODE_WHEN) {
      found = item_labelled(nodes[i]->children, nodes[i]->count, want);
      if (!found) found = item_labelled(nodes[i]->otherwise, nodes[i]->otherwise_count, want);
      if (found) return found;
    } else if ((found->label != NULL) == want) {
      return found;
    }
  }
  return NULL;
}

/* A label stands in the number's place, and for all items or none. */
static void check_labels(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_node *list) {
  if (!item_labelled(list->children, list->count, true)) return;
  const struct gk_node *bare = item_labelled(list->children, list->count, false);
  const struct gk_xml_attribute *a = gk_xml_lookup(xml, "numbering");
  if (bare) gk_lang_report(r->l, &gk_msg_lang_labels, bare->place, "");
  if (a) gk_lang_report(r->l, &gk_msg_lang_label_number, a->name_place, "");
}

static struct gk_node *read_list(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, "id of numbering style");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_LIST, xml);
  if (!node) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  node->numbering = numbering(r->l, xml);
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of");
  if (of) {
    if (gk_lang_has_content(xml)) gk_lang_report(r->l, &gk_msg_lang_both, xml->place, xml->name);
    node->of = gk_lang_path(r->l, of, scope, BIT(TEXTS), "多段文字", "paragraphs");
    return node;
  }
  struct gk_lang_nodes items = {0};
  r->labels = true;
  gk_lang_items(r, xml, scope, &items, NULL);
  r->labels = false;
  set_children(node, &items);
  check_labels(r, xml, node);
  if (!gk_lang_has_content(xml)) gk_lang_report(r->l, &gk_msg_lang_empty, xml->place, xml->name);
  return node;
}

static struct gk_node *read_table(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_TABLE, xml);
  if (node) node->table = gk_lang_is(xml, "form") ? gk_lang_form(r->l, r->layout, xml, scope) : gk_lang_table(r->l, r->layout, xml, scope);
  return node;
}

/* ------------------------------------------------------- blocks */

static struct gk_node *read_block(struct gk_lang_reading *r, const struct gk_xml_node *n, const struct gk_lang_scope *scope) {
  if (gk_lang_is(n, "cover")) return gk_lang_cover(r, n, scope);
  if (gk_lang_is(n, "contents")) return gk_lang_contents(r, n, scope);
  if (!r->cover) r->text_read = true;
  if (gk_lang_is(n, "p")) return read_p(r, n, scope);
  if (gk_lang_is(n, "section")) return read_section(r, n, scope);
  if (gk_lang_is(n, "list")) return read_list(r, n, scope);
  if (gk_lang_is(n, "when")) return read_when(r, n, scope, false);
  if (gk_lang_is(n, "title")) return read_title(r, n, scope);
  if (gk_lang_is(n, "signature")) return gk_lang_signature(r, n, scope);
  if (gk_lang_is(n, "attachments")) return gk_lang_attachments(r, n, scope);
  if (gk_lang_is(n, "annex")) return gk_lang_annex(r, n, scope);
  if (gk_lang_is(n, "include")) return gk_lang_include(r, n, scope);
  return read_table(r, n, scope);
}

static void read_blocks(struct gk_lang_reading *r, const struct gk_xml_node *parent, const struct gk_lang_scope *scope, bool titles, struct gk_lang_nodes *out,
                        const struct gk_xml_node **otherwise) {
  const char *words = r->cover    ? (otherwise ? COVER " otherwise" : COVER)
                      : titles    ? "cover contents title " AROUND
                      : otherwise ? (r->within ? BLOCKS " otherwise" : AROUND " otherwise")
                                  : (r->within ? BLOCKS : AROUND);
  for (const struct gk_xml_node *n = parent->first; n && !gk_arena_failed(r->l->arena); n = n->next) {
    if (gk_lang_text_child(r->l, n) || take_otherwise(r, n, otherwise, words)) continue;
    struct gk_node *node = NULL;
    if (gk_lang_word(words, n->name, strlen(n->name)) < 0) gk_lang_refuse_element(r->l, n, words);
    else node = read_block(r, n, scope);
    if (node) add_node(r->l, out, node);
  }
}

/* ------------------------------------------------------- documents */

static int compare_ids(const void *a, const void *b) {
  const struct gk_xml_attribute *const *x = a, *const *y = b;
  int order = strcmp((*x)->value, (*y)->value);
  if (order) return order;
  /* Pieces of an extended layout come from several files: the order of one is as good as another, but fixed. */
  uint32_t i = (*x)->value_place.offset, j = (*y)->value_place.offset;
  return i < j ? -1 : i > j;
}

static void check_ids(struct gk_lang_reading *r) {
  if (r->id_count > 1) qsort(r->ids, r->id_count, sizeof *r->ids, compare_ids);
  for (size_t i = 1; i < r->id_count; i++) {
    if (strcmp(r->ids[i - 1]->value, r->ids[i]->value) != 0) continue;
    const char *row = gk_arena_printf(r->l->arena, "%u", gk_place_position(r->ids[i - 1]->value_place).line);
    gk_lang_report(r->l, &gk_msg_lang_duplicate_id, r->ids[i]->value_place, r->ids[i]->value, row ? row : "");
  }
}

/* A name that every file system takes: no separators, no characters that are special somewhere. */
static void check_file_name(struct gk_lang *l, const struct gk_template *file) {
  for (size_t i = 0; file && i < file->count; i++) {
    const struct gk_piece *piece = &file->pieces[i];
    for (size_t k = 0; piece->kind == GK_PIECE_TEXT && k < piece->size; k++) {
      char c[2] = {piece->text[k], '\0'};
      if (!strchr("/\\:*?\"<>|", c[0])) continue;
      gk_lang_report(l, &gk_msg_lang_file_name, piece->place, c);
      break;
    }
  }
}

struct gk_document_node *gk_lang_document(struct gk_lang *l, const struct gk_layout *layout, const struct gk_xml_node *xml) {
  struct gk_lang_reading r = {.l = l, .layout = layout};
  struct gk_document_node *document = gk_arena_alloc(l->arena, sizeof *document);
  if (!document) return NULL;
  gk_lang_attributes(l, xml, "name! title! file! requires");
  document->place = xml->place;
  document->name = gk_lang_string(l, xml, "name");
  if (!document->name) document->name = "";
  document->title = gk_lang_template_value(l, gk_xml_lookup(xml, "title"), NULL);
  document->file = gk_lang_template_value(l, gk_xml_lookup(xml, "file"), NULL);
  check_file_name(l, document->file);
  gk_lang_requires(l, xml, document);
  struct gk_lang_nodes children = {0};
  read_blocks(&r, xml, NULL, true, &children, NULL);
  document->children = children.items;
  document->count = children.count;
  if (!gk_lang_has_content(xml)) gk_lang_report(l, &gk_msg_lang_empty, xml->place, xml->name);
  check_ids(&r);
  return document;
}
