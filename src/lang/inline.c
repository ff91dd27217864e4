/* Mixed content: text, figures, <when>, <wbr/>, <br/>, <nobr>, <sup>, <sub>, <literal>. Decides which
 * pieces an element's content is; text itself is template.c's. */
#include <string.h>

#include "lang/inside.h"

#define INLINE_ELEMENTS "when wbr br nobr sup sub literal"
#define NOBR_ELEMENTS "when sup sub literal" /* within <nobr> no line may end */
#define SCRIPT_ELEMENTS "when literal" /* nor within <sup> and <sub>, which are not in each other */

/* Where in its element a run of content stands: white space at the outer edges goes. */
struct span { const struct gk_xml_node *first, *end; struct gk_lang_edges edges; };

static struct gk_template *content(struct gk_lang *l, const struct gk_xml_node *owner, struct span span, const struct gk_lang_scope *scope);

static bool only_space(const char *text, size_t n) {
  while (n > 0 && gk_lang_is_space(text[n - 1])) n--;
  return n == 0;
}

static const struct gk_xml_node *otherwise_of(struct gk_lang *l, const struct gk_xml_node *when) {
  const struct gk_xml_node *found = NULL;
  for (const struct gk_xml_node *n = when->first; n; n = n->next) {
    if (gk_lang_is(n, "otherwise")) {
      if (found) gk_lang_report(l, &gk_msg_lang_twice, n->place, n->name, when->name);
      else found = n;
    } else if (found && !(n->text && only_space(n->text, n->text_size))) {
      gk_lang_report(l, &gk_msg_lang_order, found->place, found->name, when->name, "最后", "last");
      return found;
    }
  }
  return found;
}

static void add_when(struct gk_lang *l, const struct gk_xml_node *node, const struct gk_lang_scope *scope, struct gk_lang_pieces *pieces) {
  struct gk_piece when = {.kind = GK_PIECE_WHEN, .place = node->place};
  gk_lang_attributes(l, node, "test!");
  const struct gk_xml_attribute *test = gk_xml_lookup(node, "test");
  if (test) when.expr = gk_lang_test(l, test, scope);
  const struct gk_xml_node *otherwise = otherwise_of(l, node);
  when.inside = content(l, node, (struct span){node->first, otherwise, {false, false}}, scope);
  if (!when.inside) gk_lang_report(l, &gk_msg_lang_empty, node->place, node->name);
  if (otherwise) {
    gk_lang_attributes(l, otherwise, "");
    when.otherwise = content(l, otherwise, (struct span){otherwise->first, NULL, {false, false}}, scope);
    if (!when.otherwise) gk_lang_report(l, &gk_msg_lang_empty, otherwise->place, otherwise->name);
  }
  struct gk_piece *piece = gk_lang_piece_add(l, pieces);
  if (piece) *piece = when;
}

static bool within(const struct gk_xml_node *node, const char *name) {
  while (node && !gk_lang_is(node, name)) node = node->parent;
  return node != NULL;
}

/* What may stand in this element, by what it is within. */
static const char *legal_in(const struct gk_xml_node *owner) {
  if (within(owner, "sup") || within(owner, "sub")) return SCRIPT_ELEMENTS;
  return within(owner, "nobr") ? NOBR_ELEMENTS : INLINE_ELEMENTS;
}

/* HTML's words: what <nobr> holds stays on one line, its <when> too; <sup> and <sub> are smaller and higher or lower, and not parted
 * from what stands before them. */
static void add_span(struct gk_lang *l, const struct gk_xml_node *node, const struct gk_lang_scope *scope, struct gk_lang_pieces *pieces) {
  gk_lang_attributes(l, node, "");
  struct gk_template *inside = content(l, node, (struct span){node->first, NULL, {false, false}}, scope);
  if (!inside) gk_lang_report(l, &gk_msg_lang_empty, node->place, node->name);
  struct gk_piece *piece = gk_lang_piece_add(l, pieces);
  if (piece) *piece = (struct gk_piece){.kind = gk_lang_is(node, "nobr") ? GK_PIECE_NOBR : gk_lang_is(node, "sup") ? GK_PIECE_SUP : GK_PIECE_SUB, .place = node->place, .inside = inside};
}

static void add_literal(struct gk_lang *l, const struct gk_xml_node *node, struct gk_lang_pieces *pieces) {
  gk_lang_attributes(l, node, "");
  for (const struct gk_xml_node *n = node->first; n; n = n->next)
    if (n->name) gk_lang_refuse_element(l, n, "");
  if (!node->first || !node->first->text) {
    if (!node->first) gk_lang_report(l, &gk_msg_lang_empty, node->place, node->name);
    return;
  }
  struct gk_piece *piece = gk_lang_piece_add(l, pieces);
  if (!piece) return;
  *piece = (struct gk_piece){.kind = GK_PIECE_LITERAL, .place = node->first->place, .text = node->first->text, .size = node->first->text_size};
}

static void add_break(struct gk_lang *l, const struct gk_xml_node *node, struct gk_lang_pieces *pieces) {
  gk_lang_attributes(l, node, "");
  for (const struct gk_xml_node *n = node->first; n; n = n->next)
    if (!gk_lang_text_child(l, n)) gk_lang_refuse_element(l, n, "");
  struct gk_piece *piece = gk_lang_piece_add(l, pieces);
  if (!piece) return;
  piece->kind = gk_lang_is(node, "br") ? GK_PIECE_BREAK : GK_PIECE_BREAK_GOOD;
  piece->place = node->place;
}

static struct gk_template *content(struct gk_lang *l, const struct gk_xml_node *owner, struct span span, const struct gk_lang_scope *scope) {
  struct gk_lang_pieces pieces = {0};
  const char *legal = legal_in(owner);
  bool anything = false;
  for (const struct gk_xml_node *n = span.first; n && n != span.end && !gk_arena_failed(l->arena); n = n->next) {
    anything |= n->name || !only_space(n->text, n->text_size);
    if (n->text) {
      struct gk_lang_text t = gk_lang_text_of(n->text, n->text_size, n->place, GK_LANG_CONTENT);
      struct gk_lang_edges edges = {span.edges.start && n == span.first, span.edges.end && n->next == span.end};
      gk_lang_template_text(l, &t, edges, scope, &pieces);
    } else if (gk_lang_is(n, "otherwise") && gk_lang_is(owner, "when")) {
      continue; /* its place was remarked upon */
    } else if (gk_lang_word(legal, n->name, strlen(n->name)) < 0) {
      gk_lang_refuse_element(l, n, legal);
    } else if (gk_lang_is(n, "when")) {
      add_when(l, n, scope, &pieces);
    } else if (gk_lang_is(n, "literal")) {
      add_literal(l, n, &pieces);
    } else if (gk_lang_is(n, "wbr") || gk_lang_is(n, "br")) {
      add_break(l, n, &pieces);
    } else {
      add_span(l, n, scope, &pieces);
    }
  }
  return anything ? gk_lang_template_of(l, &pieces, owner->place) : NULL;
}

struct gk_template *gk_lang_inline(struct gk_lang *l, const struct gk_xml_node *node, const struct gk_lang_scope *scope) {
  return content(l, node, (struct span){node->first, NULL, {true, true}}, scope);
}
