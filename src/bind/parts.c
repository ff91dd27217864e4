/* What stands around the text: 署名 and 成文日期, 附件说明, 附件 (GB/T 9704-2012,
 * 7.3.4 to 7.3.6). Decides that a signature has both name and date or is not
 * there, how annexes are numbered (not at all when there is one), and that what
 * 附件说明 names and the annexes that follow agree. */
#include <string.h>

#include "bind/binder.h"

/* ------------------------------------------------------- 署名, 成文日期 */

static void report_half(struct gk_binder *b, const struct gk_node *node, struct gk_place data, bool date) {
  gk_report(b->sink, &gk_msg_bind_signature, data, node->place, date ? "署名" : "成文日期", date ? "成文日期" : "署名", date ? "signer" : "date",
            date ? "date" : "signer");
}

static struct gk_place place_of(struct gk_inlines inlines) {
  for (size_t i = 0; i < inlines.count; i++)
    if (inlines.items[i].data.source) return inlines.items[i].data;
  return gk_place_none();
}

void gk_bind_signature(struct gk_binder *b, const struct gk_node *node, const struct gk_scope *scope) {
  const struct gk_signature_node *from = node->signature;
  struct gk_signature *s = gk_arena_alloc(b->arena, sizeof *s);
  struct gk_inlines *signers = s ? gk_arena_array(b->arena, from->signer_count + 1, sizeof *signers) : NULL;
  if (!signers) return;
  const struct gk_style *style = gk_style_begin(b, node->style ? node->style : "body", node->place);
  *s = (struct gk_signature){.seal = from->seal, .signers = signers};
  for (size_t i = 0; i < from->signer_count; i++) {
    struct gk_inline_list list = {0};
    gk_compose(b, from->signers[i], scope, &list);
    if (list.count) signers[s->signer_count++] = gk_inlines_of(&list);
  }
  struct gk_inline_list date = {0};
  if (from->date) gk_compose_value(b, from->date, GK_FORMAT_DATE, NULL, node->place, scope, &date);
  s->date = gk_inlines_of(&date);
  if (!s->signer_count && !s->date.count) return; /* the data gives none: the notice ends with its text */
  if (!s->signer_count || !s->date.count) {
    report_half(b, node, place_of(s->date.count ? s->date : signers[0]), s->date.count > 0);
    return;
  }
  struct gk_block *block = gk_block_add(b, GK_BLOCK_SIGNATURE, style, node->place);
  if (block) block->signature = s;
}

/* ------------------------------------------------------- 附件说明 */

/* 7.3.4: 附件名称后不加标点符号. */
static void check_mark(struct gk_binder *b, const struct gk_inlines *name, struct gk_place layout) {
  static const char marks[] = "。；，、：;,.:";
  const char *text = gk_inlines_text(b->arena, *name);
  size_t size = strlen(text), at = size;
  if (size == 0) return;
  do at--;
  while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
  if (strstr(marks, text + at)) gk_report(b->sink, &gk_msg_bind_attachment_mark, place_of(*name), layout, text, text + at);
}

static void set_items(struct gk_binder *b, struct gk_block *block, struct gk_list_item *items, size_t count) {
  block->items = items;
  block->item_count = count;
  block->numbering = count > 1 ? GK_NUMBER_ARABIC : GK_NUMBER_NONE;
  for (size_t i = 0; i < count; i++) {
    items[i].label = gk_bind_number(b, block->numbering, i + 1, block->layout);
    check_mark(b, &items[i].content, block->layout);
  }
}

void gk_bind_attachments(struct gk_binder *b, const struct gk_node *node, const struct gk_scope *scope) {
  struct gk_item_list l = {.b = b, .scope = scope, .layout = node->place, .numbering = GK_NUMBER_NONE};
  const struct gk_style *style = gk_style_begin(b, node->style ? node->style : "body", node->place);
  bool own = node->of || node->count;
  if (own) gk_bind_items(&l, node);
  if (own && l.count == 0) return;
  struct gk_block *block = gk_block_add(b, GK_BLOCK_ATTACHMENTS, style, node->place);
  if (block && own) set_items(b, block, l.items, l.count); /* otherwise the annexes, when all of them are known */
}

/* ------------------------------------------------------- 附件 */

void gk_bind_annex(struct gk_binder *b, const struct gk_node *node, const struct gk_level *level, const struct gk_scope *scope) {
  struct gk_inline_list title = {0};
  const struct gk_style *style = gk_style_begin(b, node->style ? node->style : "title", node->place);
  gk_compose(b, node->content, scope, &title);
  if (title.count == 0) return;
  struct gk_block *block = gk_block_add(b, GK_BLOCK_ANNEX, style, node->place);
  if (!block) return;
  block->level = level->nesting + 1;
  block->content = gk_inlines_of(&title);
  const char *outer = b->where;
  b->where = gk_inlines_text(b->arena, block->content);
  struct gk_level inside = {.depth = 0, .nesting = level->nesting + 1};
  gk_bind_nodes(b, node->children, node->count, &inside, scope);
  b->where = outer;
}

static void label_annexes(struct gk_binder *b, uint32_t part, size_t count) {
  size_t n = 0;
  for (size_t i = 0; i < b->block_count; i++) {
    struct gk_block *block = &b->blocks[i];
    if (block->kind != GK_BLOCK_ANNEX || block->part != part) continue;
    struct gk_inline_list label = {0};
    gk_compose_text(b, &label, count > 1 ? gk_arena_printf(b->arena, "附件%zu", ++n) : "附件", block->layout);
    block->label = gk_inlines_of(&label);
  }
}

static void list_annexes(struct gk_binder *b, struct gk_block *list, size_t count) {
  struct gk_list_item *items = gk_arena_array(b->arena, count + 1, sizeof *items);
  size_t n = 0;
  for (size_t i = 0; items && i < b->block_count; i++)
    if (b->blocks[i].kind == GK_BLOCK_ANNEX && b->blocks[i].part == list->part) items[n++] = (struct gk_list_item){.content = b->blocks[i].content};
  if (items) set_items(b, list, items, n);
}

static void report_other(struct gk_binder *b, const struct gk_block *list, size_t i, const struct gk_block *annex) {
  const char *number = gk_arena_printf(b->arena, "%zu", i + 1);
  const char *listed = i < list->item_count ? gk_inlines_text(b->arena, list->items[i].content) : "——";
  const char *title = annex ? gk_inlines_text(b->arena, annex->content) : "——";
  struct gk_place data = i < list->item_count ? place_of(list->items[i].content) : gk_place_none();
  gk_report(b->sink, &gk_msg_bind_annex, data, annex ? annex->layout : list->layout, gk_or_empty(number), listed, title);
}

/* 7.3.6: 附件顺序号和附件标题应当与附件说明的表述一致. */
static void compare(struct gk_binder *b, const struct gk_block *list) {
  size_t n = 0;
  for (size_t i = 0; i < b->block_count; i++) {
    const struct gk_block *annex = &b->blocks[i];
    if (annex->kind != GK_BLOCK_ANNEX || annex->part != list->part) continue;
    bool same = n < list->item_count &&
                strcmp(gk_inlines_text(b->arena, list->items[n].content), gk_inlines_text(b->arena, annex->content)) == 0;
    if (!same) report_other(b, list, n, annex);
    n++;
  }
  for (; n < list->item_count; n++) report_other(b, list, n, NULL);
}

static void bind_annexes_of(struct gk_binder *b, uint32_t part) {
  size_t count = 0;
  for (size_t i = 0; i < b->block_count; i++) count += b->blocks[i].kind == GK_BLOCK_ANNEX && b->blocks[i].part == part;
  if (!count) return;
  label_annexes(b, part, count);
  for (size_t i = 0; i < b->block_count; i++) {
    struct gk_block *block = &b->blocks[i];
    if (block->kind != GK_BLOCK_ATTACHMENTS || block->part != part) continue;
    if (block->item_count == 0) list_annexes(b, block, count);
    else compare(b, block);
  }
}

void gk_bind_annexes(struct gk_binder *b) {
  size_t kept = 0;
  for (uint32_t part = 0; part <= b->parts; part++) bind_annexes_of(b, part);
  for (size_t i = 0; i < b->block_count; i++) /* a list of annexes that are not there is none */
    if (b->blocks[i].kind != GK_BLOCK_ATTACHMENTS || b->blocks[i].item_count) b->blocks[kept++] = b->blocks[i];
  b->block_count = kept;
}
