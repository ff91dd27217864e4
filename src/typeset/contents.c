/* 目录: its entries as lines on the grid. Decides what an entry looks like: the
 * heading, further lines below its first character after the number and broken by
 * the sense; leaders in columns that all entries share, ending at the same place;
 * the page number at the right edge. And what it is to a reader: TOC, TOCI,
 * Reference, Link (ISO 32000-1 14.8.4.3), nested as the headings are; the page
 * number a Span that says “第3页”, else it would be heard as part of the heading.
 * Leaders are artifacts: dots that guide the eye are nobody's content (14.8.2.2),
 * and an ActualText of nothing would leave an empty element to hear. */
#include <string.h>

#include "typeset/spoken.h"

static const char leader[] = "……";
#define LEADER_DOTS 2    /* as many cells in it */
#define LEADER_LEAST 2   /* cells of it between a full line and the number */
#define SPACE "　"

struct listing {
  struct gk_setter *setter;
  const struct gk_contents *contents;
  int32_t leader_end, dot;             /* where all leaders end, the width of one cell of them */
  struct gk_tag *lists[GK_CONTENTS_DEPTH_MOST + 1], *items[GK_CONTENTS_DEPTH_MOST + 1]; /* by depth of nesting */
  unsigned levels[GK_CONTENTS_DEPTH_MOST + 1], depth;
};

struct entry {
  const struct gk_block *block;
  const struct gk_place_of *place;
  const struct gk_style *style;
  const char *label;                   /* page number */
  struct gk_inlines text;
  bool keep;                           /* entries below it follow */
};

bool gk_contents_tags(struct gk_setter *setter, struct gk_contents_tags *tags) {
  tags->heading = gk_tag_new(setter, setter->out->root, gk_tag_heading(setter, 1));
  tags->list = tags->heading ? gk_tag_new(setter, setter->out->root, GK_TAG_TOC) : NULL;
  return tags->list != NULL;
}

/* ------------------------------------------------------- entries */

/* Of an annex its number, too. */
static struct gk_inlines text_of(struct gk_setter *setter, const struct gk_block *block) {
  if (block->kind == GK_BLOCK_TABLE) return block->table->caption;
  if (block->kind != GK_BLOCK_ANNEX) return block->content;
  struct gk_inlines all = {gk_arena_array(setter->arena, block->label.count + block->content.count + 1, sizeof *all.items), 0};
  for (size_t i = 0; all.items && i < block->label.count; i++) all.items[all.count++] = block->label.items[i];
  if (all.items) all.items[all.count++] = (struct gk_inline){.text = SPACE, .size = sizeof SPACE - 1};
  for (size_t i = 0; i < all.count; i++) all.items[i].label = true;
  for (size_t i = 0; all.items && i < block->content.count; i++) all.items[all.count++] = block->content.items[i];
  return all;
}

/* A title is broken where its place on its own page asked for it: that is no break here. */
static bool unbroken(struct gk_setter *setter, struct gk_inlines *text) {
  struct gk_inline *items = gk_arena_array(setter->arena, text->count + 1, sizeof *items);
  if (!items) return false;
  if (text->count) memcpy(items, text->items, text->count * sizeof *items);
  for (size_t i = 0; i < text->count; i++) {
    items[i].break_good |= items[i].break_forced;
    items[i].break_forced = false;
  }
  text->items = items;
  return true;
}

static bool gather(struct listing *l, struct entry *entries, size_t *count) {
  const struct gk_document *document = l->setter->document;
  for (size_t i = document->cover_count; i < document->count; i++) {
    const struct gk_block *block = &document->blocks[i];
    const struct gk_place_of *place = &l->setter->places[i];
    if (!gk_contents_lists(l->contents, block) || !place->tag) continue;
    struct entry *entry = &entries[(*count)++];
    *entry = (struct entry){block, place, l->contents->styles[block->level - 1], l->setter->out->pages[place->page].label, text_of(l->setter, block), false};
    if (!entry->text.items || !unbroken(l->setter, &entry->text)) return false;
    if (*count > 1) entries[*count - 2].keep = entries[*count - 2].block->level < block->level;
  }
  return true;
}

/* ------------------------------------------------------- lines */

static struct gk_paragraph *set_plain(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *text, int32_t measure, int32_t hang) {
  struct gk_paragraph *p = gk_arena_alloc(setter->arena, sizeof *p);
  struct gk_style plain = *style;
  plain.align = GK_STYLE_START;
  plain.indent = (int32_t)((int64_t)hang * 1000 / gk_cell_of(setter, style));
  plain.first_indent = -plain.indent;
  plain.balance = true; /* broken by the sense, no last line of a character or two */
  plain.kinsoku = hang ? style->kinsoku : 1;
  return p && gk_set_label(setter, &plain, text, measure, p) ? p : NULL;
}

static struct gk_paragraph *set_words(struct gk_setter *setter, const struct gk_style *style, const char *text) {
  struct gk_inline one = {.text = text, .size = strlen(text), .whole = true};
  struct gk_paragraph *p = set_plain(setter, style, &(struct gk_inlines){&one, 1}, setter->page_style->text_width, 0);
  return p && p->count == 1 ? p : NULL;
}

/* The width of the number before the heading's own words; a little for headings without, so that a further line is seen to be one. */
static bool hang_of(struct gk_setter *setter, const struct entry *entry, int32_t *hang) {
  struct gk_inlines label = entry->text;
  for (label.count = 0; label.count < entry->text.count && entry->text.items[label.count].label;) label.count++;
  *hang = gk_cell_of(setter, entry->style);
  if (label.count == 0) return true;
  const struct gk_paragraph *p = set_plain(setter, entry->style, &label, setter->page_style->text_width, 0);
  if (p && p->count) *hang = p->lines[0].width;
  return p != NULL;
}

static struct gk_unit *add_line(struct listing *l, const struct gk_paragraph *p, size_t line, int32_t x, struct gk_tag *tag) {
  struct gk_unit *unit = gk_unit_line(l->setter, p, line, tag);
  if (!unit) return NULL;
  unit->x = x;
  unit->keep = true;
  if (!tag) unit->artifact = GK_ARTIFACT_LEADER;
  return unit;
}

/* As many dots as there is room for, ending where all leaders do. */
static bool add_leader(struct listing *l, int32_t from) {
  int32_t count = (l->leader_end - from) / l->dot;
  if (count < 1) return true;
  size_t n = sizeof leader / LEADER_DOTS; /* bytes of one */
  char *dots = gk_arena_alloc(l->setter->arena, (size_t)count * n + 1);
  for (int32_t i = 0; dots && i < count; i++) memcpy(dots + (size_t)i * n, leader, n);
  const struct gk_paragraph *p = dots ? set_words(l->setter, l->contents->styles[0], dots) : NULL;
  struct gk_unit *unit = p ? add_line(l, p, 0, l->leader_end - count * l->dot, NULL) : NULL;
  if (unit) unit->stays = true;
  return unit != NULL;
}

static const struct gk_link *link_of(struct listing *l, const struct entry *entry, struct gk_tag *tag, const char *page, int32_t x) {
  struct gk_link *link = gk_arena_alloc(l->setter->arena, sizeof *link);
  const char *text = gk_text_of(l->setter->arena, &entry->text);
  const char *contents = text ? gk_arena_printf(l->setter->arena, "%s　%s", text, page) : NULL;
  if (!link || !contents) return NULL;
  *link = (struct gk_link){tag, entry->place->tag, contents, {x, 0, l->setter->page_style->text_width - x, 0}};
  return link;
}

/* ------------------------------------------------------- tags */

/* A TOCI in the TOC of its level: within the item of the heading above it. */
static struct gk_tag *open_item(struct listing *l, unsigned level) {
  while (l->depth > 0 && l->levels[l->depth] > level && l->levels[l->depth - 1] >= level) l->depth--;
  if (l->levels[l->depth] > level) l->levels[l->depth] = level; /* the first entries may be deeper than those that follow */
  if (l->levels[l->depth] != 0 && l->levels[l->depth] < level) {
    struct gk_tag *list = gk_tag_new(l->setter, l->items[l->depth], GK_TAG_TOC);
    if (!list) return NULL;
    l->lists[++l->depth] = list;
  }
  l->levels[l->depth] = level;
  return l->items[l->depth] = gk_tag_new(l->setter, l->lists[l->depth], GK_TAG_TOCI);
}

static bool set_entry(struct listing *l, const struct entry *entry) {
  struct gk_setter *setter = l->setter;
  struct gk_tag *item = open_item(l, entry->block->level), *reference = item ? gk_tag_new(setter, item, GK_TAG_REFERENCE) : NULL;
  struct gk_tag *tag = reference ? gk_tag_new(setter, reference, GK_TAG_LINK) : NULL, *number_tag = tag ? gk_tag_new(setter, tag, GK_TAG_SPAN) : NULL;
  const char *page = gk_spoken_page(setter, entry->label);
  const struct gk_paragraph *number = set_words(setter, entry->style, entry->label);
  int32_t hang, cell = gk_cell_of(setter, entry->style), x = (int32_t)((int64_t)cell * (entry->style->first_indent + entry->style->indent) / 1000);
  if (!number_tag || !page || !number || !hang_of(setter, entry, &hang)) return false;
  number_tag->expansion = page;
  int32_t measure = l->leader_end - (LEADER_LEAST + 1) * l->dot - x;
  if (measure < hang + 2 * cell) measure = hang + 2 * cell;
  const struct gk_paragraph *text = set_plain(setter, entry->style, &entry->text, measure, hang);
  const struct gk_link *link = text ? link_of(l, entry, tag, page, x) : NULL;
  if (!link || text->count == 0) return link != NULL;
  struct gk_unit *unit = NULL;
  for (size_t i = 0; i < text->count; i++) {
    if (!(unit = add_line(l, text, i, x, tag))) return false;
    unit->link = link;
  }
  unit->stays = true;
  const struct gk_line *last = &text->lines[text->count - 1];
  if (!add_leader(l, x + last->start + last->width + cell / 4)) return false;
  unit = add_line(l, number, 0, setter->page_style->text_width - number->lines[0].width, number_tag);
  if (unit) unit->keep = entry->keep;
  return unit != NULL;
}

/* ------------------------------------------------------- all */

/* Leaders end a quarter em before the widest page number. */
static bool measure_all(struct listing *l, const struct entry *entries, size_t count) {
  const struct gk_style *first = l->contents->styles[0];
  const struct gk_paragraph *dots = set_words(l->setter, first, leader);
  int32_t widest = 0;
  if (!dots) return false;
  l->dot = dots->lines[0].width / LEADER_DOTS;
  for (size_t i = 0; i < count; i++) {
    const struct gk_paragraph *number = set_words(l->setter, entries[i].style, entries[i].label);
    if (!number) return false;
    if (number->lines[0].width > widest) widest = number->lines[0].width;
  }
  l->leader_end = l->setter->page_style->text_width - widest - first->size / 4;
  return true;
}

bool gk_set_contents(struct gk_setter *setter, const struct gk_contents_tags *tags) {
  const struct gk_contents *contents = setter->document->contents;
  struct listing l = {.setter = setter, .contents = contents, .lists = {tags->list}};
  struct entry *entries = gk_arena_array(setter->arena, setter->document->count + 1, sizeof *entries);
  size_t count = 0;
  if (!entries || !gather(&l, entries, &count) || !measure_all(&l, entries, count)) return false;
  if (!gk_flow_paragraph(setter, contents->title_style, &contents->title, tags->heading, NULL, 0)) return false;
  for (size_t i = 0; i < count; i++)
    if (!set_entry(&l, &entries[i])) return false;
  return true;
}
