/* What stands around the text of a notice: 署名 and 成文日期, 附件说明, 附件
 * (GB/T 9704-2012, 7.3.4 to 7.3.6). Decides what each may hold; where they
 * stand is typeset's. */
#include <string.h>

#include "lang/block.h"

#define BIT(class) (1u << GK_CLASS_##class)
#define SEALS "no yes name"

/* ------------------------------------------------------- 署名, 成文日期 */

static void add_signer(struct gk_lang_reading *r, struct gk_signature_node *s, size_t *capacity, struct gk_template *content) {
  struct gk_template **signers = gk_arena_grow(r->l->arena, s->signers, capacity, s->signer_count + 1, sizeof *signers);
  if (!content || !signers) return;
  s->signers = signers;
  signers[s->signer_count++] = content;
}

/* The date is a datum of that type, so that it prints with year, month and day in Arabic digits without zeros before them (7.3.5.4). */
static void read_date(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope, struct gk_signature_node *s) {
  gk_lang_attributes(r->l, xml, "of!");
  for (const struct gk_xml_node *n = xml->first; n; n = n->next)
    if (!gk_lang_text_child(r->l, n)) gk_lang_refuse_element(r->l, n, "");
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of");
  if (of) s->date = gk_lang_path(r->l, of, scope, BIT(DATE), "日期", "a date");
}

static void read_signature(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope, struct gk_signature_node *s) {
  size_t capacity = 0, signers = 0;
  const struct gk_xml_node *date = NULL, *second = NULL;
  for (const struct gk_xml_node *n = xml->first; n && !gk_arena_failed(r->l->arena); n = n->next) {
    if (gk_lang_text_child(r->l, n)) continue;
    if (gk_lang_is(n, "date")) {
      if (date) gk_lang_report(r->l, &gk_msg_lang_twice, n->place, n->name, xml->name);
      else read_date(r, n, scope, s);
      date = n;
    } else if (gk_lang_is(n, "signer")) {
      gk_lang_attributes(r->l, n, "");
      if (date) gk_lang_report(r->l, &gk_msg_lang_order, date->place, date->name, xml->name, "最后", "last");
      if (++signers == 2) second = n;
      add_signer(r, s, &capacity, gk_lang_line(r, n, scope));
    } else {
      gk_lang_refuse_element(r->l, n, "signer date");
    }
  }
  if (!date || signers == 0) gk_lang_report(r->l, &gk_msg_lang_signature, xml->place, "");
  if (second && s->seal != GK_SEAL_NONE) gk_lang_report(r->l, &gk_msg_lang_signers, second->place, "");
}

struct gk_node *gk_lang_signature(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  static const enum gk_seal_kind seals[] = {GK_SEAL_NONE, GK_SEAL_OFFICE, GK_SEAL_NAME};
  gk_lang_attributes(r->l, xml, "id style seal");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_SIGNATURE, xml);
  if (!node) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  node->signature = gk_arena_alloc(r->l->arena, sizeof *node->signature);
  if (!node->signature) return NULL;
  node->signature->seal = seals[gk_lang_choice(r->l, xml, "seal", SEALS, 0)];
  read_signature(r, xml, scope, node->signature);
  return node;
}

/* ------------------------------------------------------- 附件 */

/* Names after 附件： take no mark (7.3.4): what the layout itself writes is seen here, the rest when it is bound. */
struct gk_node *gk_lang_attachments(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, "id of style");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_ATTACHMENTS, xml);
  if (!node) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  const struct gk_xml_attribute *of = gk_xml_lookup(xml, "of");
  if (of) {
    if (gk_lang_has_content(xml)) gk_lang_report(r->l, &gk_msg_lang_both, xml->place, xml->name);
    node->of = gk_lang_path(r->l, of, scope, BIT(TEXTS), "多段文字", "paragraphs");
    return node;
  }
  struct gk_lang_nodes items = {0};
  gk_lang_items(r, xml, scope, &items, NULL);
  node->children = items.items;
  node->count = items.count;
  return node;
}

struct gk_node *gk_lang_annex(struct gk_lang_reading *r, const struct gk_xml_node *xml, const struct gk_lang_scope *scope) {
  gk_lang_attributes(r->l, xml, "id title! style");
  struct gk_node *node = gk_lang_node_new(r, GK_NODE_ANNEX, xml);
  if (!node) return NULL;
  gk_lang_style_known(r->l, r->layout, xml, &node->style);
  node->content = gk_lang_template_value(r->l, gk_xml_lookup(xml, "title"), scope);
  gk_lang_inner_blocks(r, xml, scope, node);
  return node;
}
