/* Styles: the page, paragraph styles, table styles. Sheets are read from the
 * common one to the layout's own; what a later sheet says of a style of the same
 * name changes only the attributes it gives. Decides the values; what they do on
 * a page is text's and typeset's. */
#include <stdio.h>
#include <string.h>

#include "lang/inside.h"

#define STYLE "name! extends font size align first-indent indent line before after at pitch keep break-before balance gap gap-least gap-most spacing-trim kinsoku normalize decimals"
#define PAGE "width height top left text-width text-height lines characters number-style number-format number-below number-place number-inset seal stamp-width stamp-height turned-pages"
#define TABLE "name! extends rules frame rule padding-x padding-y head cell caption info note continued smallest separator decimals rounding page-total brought-forward"
#define RULES "all three open"
#define DECIMALS "trim 0 1 2 3 4 5 6" /* each is one more than the number before it: GK_DECIMALS_TRIM, 0 … */
#define EM_MOST 100000
#define LINES_MOST 100000
#define LINES_OF_PAGE_MOST 200
#define SEAL_LEAST 28346 /* 10 mm */
#define SEAL_MOST 170079 /* 60 mm */
#define CHAIN_MOST 64 /* styles that extend one another */

/* All that the sheets say of one name, in order. */
struct layer { const struct gk_xml_node *node; const struct gk_xml_node *sheet; const struct layer *next; };
struct entry {
  const char *name;
  struct layer *first, *last;
  enum { PLANNED, OPEN, DONE } state;
  struct gk_style *style;
  struct gk_table_style *table;
  bool faulty; /* something it extends is, or it lacks something: said once, not of all that extend it */
};
struct entries { struct entry *items; size_t count, capacity; };

struct sheets {
  struct gk_lang *l;
  struct gk_layout *layout;
  struct entries styles, tables;
  struct layer *page, *page_last;
  struct gk_place place; /* of the first sheet, for what no sheet says */
  unsigned depth;
};

/* ------------------------------------------------------- gathering */

static struct entry *find(struct entries *entries, const char *name) {
  for (size_t i = 0; i < entries->count; i++)
    if (strcmp(entries->items[i].name, name) == 0) return &entries->items[i];
  return NULL;
}

static struct layer *layer_new(struct gk_lang *l, const struct gk_xml_node *node, const struct gk_xml_node *sheet) {
  struct layer *layer = gk_arena_alloc(l->arena, sizeof *layer);
  if (layer) *layer = (struct layer){node, sheet, NULL};
  return layer;
}

static void gather_named(struct sheets *s, struct entries *entries, const struct gk_xml_node *node, const struct gk_xml_node *sheet, const char *words) {
  gk_lang_attributes(s->l, node, words);
  const char *name = gk_lang_string(s->l, node, "name");
  struct layer *layer = name ? layer_new(s->l, node, sheet) : NULL;
  if (!layer) return;
  struct entry *entry = find(entries, name);
  if (!entry) {
    struct entry *items = gk_arena_grow(s->l->arena, entries->items, &entries->capacity, entries->count + 1, sizeof *items);
    if (!items) return;
    entries->items = items;
    entry = &items[entries->count++];
    *entry = (struct entry){.name = name, .first = layer, .last = layer};
    return;
  }
  if (entry->last->sheet == sheet) gk_lang_report(s->l, &gk_msg_lang_style_twice, gk_xml_lookup(node, "name")->value_place, name);
  entry->last->next = layer;
  entry->last = layer;
}

static void gather_page(struct sheets *s, const struct gk_xml_node *node, const struct gk_xml_node *sheet) {
  gk_lang_attributes(s->l, node, PAGE);
  struct layer *layer = layer_new(s->l, node, sheet);
  if (!layer) return;
  if (s->page_last && s->page_last->sheet == sheet) gk_lang_report(s->l, &gk_msg_lang_twice, node->place, node->name, sheet->name);
  if (s->page_last) s->page_last->next = layer;
  else s->page = layer;
  s->page_last = layer;
}

static void gather(struct sheets *s, const struct gk_xml_node *sheet) {
  gk_lang_attributes(s->l, sheet, "");
  for (const struct gk_xml_node *n = sheet->first; n && !gk_arena_failed(s->l->arena); n = n->next) {
    if (gk_lang_text_child(s->l, n)) continue;
    if (gk_lang_is(n, "style")) gather_named(s, &s->styles, n, sheet, STYLE);
    else if (gk_lang_is(n, "table-style")) gather_named(s, &s->tables, n, sheet, TABLE);
    else if (gk_lang_is(n, "page")) gather_page(s, n, sheet);
    else {
      gk_lang_refuse_element(s->l, n, "page style table-style");
      continue;
    }
    for (const struct gk_xml_node *c = n->first; c; c = c->next)
      if (!gk_lang_text_child(s->l, c)) gk_lang_refuse_element(s->l, c, "");
  }
}

/* ------------------------------------------------------- paragraph styles */

static void set_string(struct gk_lang *l, const struct gk_xml_node *node, const char *name, const char **out) {
  const char *text = gk_lang_string(l, node, name);
  if (text) *out = text;
}

static void set_milli(struct gk_lang *l, const struct gk_xml_node *node, const char *name, int64_t most, int32_t *out) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, name);
  if (a) gk_lang_milli(l, a, most, out);
}

static void set_length(struct gk_lang *l, const struct gk_xml_node *node, const char *name, int32_t *out) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, name);
  if (a) gk_lang_length(l, a, out);
}

static void set_decimals(struct gk_lang *l, const struct gk_xml_node *node, int8_t *out) {
  *out = (int8_t)(gk_lang_choice(l, node, "decimals", DECIMALS, *out - GK_DECIMALS_TRIM) + GK_DECIMALS_TRIM);
}

static void set_style(struct gk_lang *l, const struct gk_xml_node *node, struct gk_style *style) {
  const struct gk_xml_attribute *size = gk_xml_lookup(node, "size");
  set_string(l, node, "font", &style->font);
  if (size) gk_lang_size(l, size, &style->size);
  style->align = (enum gk_style_align)gk_lang_choice(l, node, "align", "justify start center end", (int)style->align);
  set_milli(l, node, "first-indent", EM_MOST, &style->first_indent);
  set_milli(l, node, "indent", EM_MOST, &style->indent);
  set_length(l, node, "line", &style->line);
  set_milli(l, node, "before", LINES_MOST, &style->before);
  set_milli(l, node, "after", LINES_MOST, &style->after);
  style->at = (int32_t)gk_lang_count(l, node, "at", 1, LINES_OF_PAGE_MOST, (unsigned)style->at);
  style->grid_pitch = gk_lang_choice(l, node, "pitch", "free grid", style->grid_pitch) == 1;
  style->keep_next = gk_lang_choice(l, node, "keep", "free next", style->keep_next) == 1;
  style->break_before = gk_lang_choice(l, node, "break-before", "auto page", style->break_before) == 1;
  style->balance = gk_lang_choice(l, node, "balance", "no yes", style->balance) == 1;
  set_milli(l, node, "gap", 1000, &style->han_latin_gap);
  set_milli(l, node, "gap-least", 1000, &style->gap_least);
  set_milli(l, node, "gap-most", 1000, &style->gap_most);
  style->space_first = gk_lang_choice(l, node, "spacing-trim", "trim-start space-first", style->space_first) == 1;
  style->normalize = gk_lang_choice(l, node, "normalize", "no yes", style->normalize) == 1;
  set_decimals(l, node, &style->decimals);
  style->kinsoku = gk_lang_choice(l, node, "kinsoku", "none basic gb strict", style->kinsoku);
}

static const char **names_of(struct gk_lang *l, const struct entries *entries) {
  const char **names = gk_arena_array(l->arena, entries->count + 1, sizeof *names);
  for (size_t i = 0; names && i < entries->count; i++) names[i] = entries->items[i].name;
  return names;
}

/* The entry an attribute names; NULL when it names none (reported). */
static struct entry *named(struct sheets *s, struct entries *entries, const struct gk_xml_attribute *a, const struct gk_message_pair *unknown) {
  struct entry *entry = find(entries, a->value);
  const char **names = entry ? NULL : names_of(s->l, entries);
  if (names) gk_lang_report_near(s->l, unknown, a->value_place, a->value, names, entries->count, NULL, NULL);
  return entry;
}

/* The last extends= that the sheets give a name. */
static const struct gk_xml_attribute *extends_of(const struct entry *entry) {
  const struct gk_xml_attribute *last = NULL;
  for (const struct layer *layer = entry->first; layer; layer = layer->next) {
    const struct gk_xml_attribute *a = gk_xml_lookup(layer->node, "extends");
    if (a) last = a;
  }
  return last;
}

static bool needs(struct sheets *s, const struct entry *entry, bool given, const char *what) {
  if (!given) gk_lang_report(s->l, &gk_msg_lang_style_needs, entry->first->node->place, entry->name, what);
  return given;
}

/* A size that could not be read was reported: it is not missing. */
static bool size_given(const struct entry *entry) {
  for (const struct layer *layer = entry->first; layer; layer = layer->next)
    if (gk_xml_lookup(layer->node, "size")) return true;
  return false;
}

static bool opens(struct sheets *s, struct entry *entry) {
  if (entry->state == OPEN || (entry->state == PLANNED && s->depth >= CHAIN_MOST)) {
    const struct gk_xml_attribute *a = extends_of(entry);
    gk_lang_report(s->l, &gk_msg_lang_style_cycle, a ? a->value_place : entry->first->node->place, entry->name);
    return false;
  }
  return entry->state == PLANNED;
}

/* gap-least ≤ gap ≤ gap-most, unless the style has no gap at all; said at the last attribute that has a part in it. */
static void check_gap(struct gk_lang *l, const struct entry *entry, const struct gk_style *style) {
  bool low = style->gap_least > style->han_latin_gap, high = style->gap_most >= 0 && style->gap_most < style->han_latin_gap;
  if (style->han_latin_gap == 0 || !(low || high)) return;
  static const char *const names[] = {"gap", "gap-least", "gap-most"};
  const struct gk_xml_attribute *last = NULL;
  for (const struct layer *layer = entry->first; layer; layer = layer->next)
    for (size_t i = 0; i < 3; i++)
      if (gk_xml_lookup(layer->node, names[i])) last = gk_xml_lookup(layer->node, names[i]);
  char gap[16], limit[16];
  snprintf(gap, sizeof gap, "%d.%03d", (int)style->han_latin_gap / 1000, (int)style->han_latin_gap % 1000);
  snprintf(limit, sizeof limit, "%d.%03d", low ? style->gap_least / 1000 : 0, low ? style->gap_least % 1000 : (int)style->gap_most);
  if (last) gk_lang_report(l, &gk_msg_lang_gap, last->value_place, style->name, gap, low ? "gap-least" : "gap-most", limit);
}

static struct gk_style *resolve_style(struct sheets *s, struct entry *entry) {
  if (!opens(s, entry)) return entry->style;
  entry->state = OPEN;
  const struct gk_xml_attribute *extends = extends_of(entry);
  struct entry *base = extends ? named(s, &s->styles, extends, &gk_msg_lang_style) : NULL;
  s->depth++;
  const struct gk_style *from = base ? resolve_style(s, base) : NULL;
  s->depth--;
  struct gk_style *style = gk_arena_alloc(s->l->arena, sizeof *style);
  if (!style) return NULL;
  if (from) *style = *from;
  else style->kinsoku = 2, style->gap_least = style->gap_most = -1, style->decimals = GK_DECIMALS_TRIM;
  style->name = entry->name;
  style->extends = base ? base->name : NULL;
  for (const struct layer *layer = entry->first; layer; layer = layer->next) set_style(s->l, layer->node, style);
  check_gap(s->l, entry, style);
  entry->faulty = extends && (!from || base->faulty);
  bool font = entry->faulty || needs(s, entry, style->font != NULL, "font");
  bool size_known = entry->faulty || size_given(entry) || needs(s, entry, style->size > 0, "size");
  entry->faulty |= !font || !size_known;
  entry->style = style;
  entry->state = DONE;
  return style;
}

/* ------------------------------------------------------- table styles */

static void set_style_name(struct sheets *s, const struct gk_xml_node *node, const char *attribute, const char **out) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, attribute);
  struct entry *entry = a ? named(s, &s->styles, a, &gk_msg_lang_style) : NULL;
  if (entry) *out = entry->name;
}

static void set_table(struct sheets *s, const struct gk_xml_node *node, struct gk_table_style *t) {
  static const char *const rules[] = {"all", "three", "open"};
  set_length(s->l, node, "frame", &t->frame);
  set_length(s->l, node, "rule", &t->rule);
  set_length(s->l, node, "padding-x", &t->padding_x);
  set_length(s->l, node, "padding-y", &t->padding_y);
  set_style_name(s, node, "head", &t->head_style);
  set_style_name(s, node, "cell", &t->cell_style);
  set_style_name(s, node, "caption", &t->caption_style);
  set_style_name(s, node, "info", &t->info_style);
  set_style_name(s, node, "note", &t->note_style);
  if (gk_xml_lookup(node, "rules")) t->rules = rules[gk_lang_choice(s->l, node, "rules", RULES, 0)];
  set_string(s->l, node, "continued", &t->continued);
  t->thousands = gk_lang_choice(s->l, node, "separator", "none comma", t->thousands) == 1;
  set_decimals(s->l, node, &t->decimals);
  set_string(s->l, node, "rounding", &t->rounding);
  set_string(s->l, node, "page-total", &t->page_total);
  set_string(s->l, node, "brought-forward", &t->brought_forward);
  const struct gk_xml_attribute *smallest = gk_xml_lookup(node, "smallest");
  if (smallest) gk_lang_size(s->l, smallest, &t->least_size);
}

static struct gk_table_style *resolve_table(struct sheets *s, struct entry *entry) {
  if (!opens(s, entry)) return entry->table;
  entry->state = OPEN;
  const struct gk_xml_attribute *extends = extends_of(entry);
  struct entry *base = extends ? named(s, &s->tables, extends, &gk_msg_lang_table_style) : NULL;
  s->depth++;
  const struct gk_table_style *from = base ? resolve_table(s, base) : NULL;
  s->depth--;
  struct gk_table_style *table = gk_arena_alloc(s->l->arena, sizeof *table);
  if (!table) return NULL;
  *table = from ? *from
                : (struct gk_table_style){.frame = 1000, .rule = 500, .head_style = "head", .cell_style = "cell", .caption_style = "caption",
                                          .info_style = "info", .note_style = "note", .rules = "all", .continued = "续表", .decimals = 2,
                                          .least_size = 7875}; /* 六号 */
  table->name = entry->name;
  for (const struct layer *layer = entry->first; layer; layer = layer->next) set_table(s, layer->node, table);
  entry->table = table;
  entry->state = DONE;
  return table;
}

/* ------------------------------------------------------- the page */

static void check_number_format(struct gk_lang *l, const struct gk_xml_attribute *a) {
  const char *mark = strstr(a->value, "{页码}");
  bool one = mark && !strstr(mark + 1, "{页码}");
  size_t braces = 0;
  for (const char *p = a->value; *p; p++) braces += *p == '{' || *p == '}';
  if (!one || braces != 2) gk_lang_report(l, &gk_msg_lang_number_format, a->value_place, a->value);
}

/* Seals are of a size that a hand can hold. */
static void set_seal(struct gk_lang *l, const struct gk_xml_node *node, const char *name, int32_t *out) {
  const struct gk_xml_attribute *a = gk_xml_lookup(node, name);
  int32_t size;
  if (!a || !gk_lang_length(l, a, &size)) return;
  if (size >= SEAL_LEAST && size <= SEAL_MOST) *out = size;
  else gk_lang_report(l, &gk_msg_lang_seal_size, a->value_place, name, a->value);
}

static void set_page(struct sheets *s, const struct gk_xml_node *node, struct gk_page_style *page) {
  struct gk_lang *l = s->l;
  set_length(l, node, "width", &page->width);
  set_length(l, node, "height", &page->height);
  set_length(l, node, "top", &page->top);
  set_length(l, node, "left", &page->left);
  set_length(l, node, "text-width", &page->text_width);
  set_length(l, node, "text-height", &page->text_height);
  set_length(l, node, "number-below", &page->number_below);
  page->lines = (int32_t)gk_lang_count(l, node, "lines", 1, LINES_OF_PAGE_MOST, (unsigned)page->lines);
  page->characters = (int32_t)gk_lang_count(l, node, "characters", 1, 200, (unsigned)page->characters);
  set_style_name(s, node, "number-style", &page->number_style);
  set_string(l, node, "number-format", &page->number_format);
  const struct gk_xml_attribute *format = gk_xml_lookup(node, "number-format");
  if (format) check_number_format(l, format);
  page->number_outside = gk_lang_choice(l, node, "number-place", "center outside", page->number_outside) == 1;
  page->turned_for_print = gk_lang_choice(l, node, "turned-pages", "screen print", page->turned_for_print) == 1;
  set_milli(l, node, "number-inset", EM_MOST, &page->number_inset);
  set_seal(l, node, "seal", &page->seal);
  set_seal(l, node, "stamp-width", &page->stamp_width);
  set_seal(l, node, "stamp-height", &page->stamp_height);
}

static void check_geometry(struct gk_lang *l, const struct gk_page_style *page, struct gk_place place) {
  if ((int64_t)page->left + page->text_width > page->width) gk_lang_report(l, &gk_msg_lang_page_geometry, place, "left", "text-width", "width");
  if ((int64_t)page->top + page->text_height > page->height) gk_lang_report(l, &gk_msg_lang_page_geometry, place, "top", "text-height", "height");
}

static void resolve_page(struct sheets *s) {
  struct gk_page_style *page = gk_arena_alloc(s->l->arena, sizeof *page);
  if (!page) return;
  s->layout->page = page;
  if (!s->page) {
    gk_lang_report(s->l, &gk_msg_lang_page_absent, s->place, "");
    return;
  }
  page->number_below = 19843; /* 7 mm, GB/T 9704 7.5 */
  page->seal = 119055; /* 42 mm: a county department's */
  page->stamp_width = 119055; /* 42 mm × 21 mm: what name stamps measure is custom, not standard */
  page->stamp_height = 59528;
  for (const struct layer *layer = s->page; layer; layer = layer->next) set_page(s, layer->node, page);
  const struct { const char *name; bool given; } wanted[] = {
      {"width", page->width > 0}, {"height", page->height > 0}, {"text-width", page->text_width > 0}, {"text-height", page->text_height > 0},
      {"lines", page->lines > 0}, {"characters", page->characters > 0}, {"number-style", page->number_style != NULL}, {"number-format", page->number_format != NULL}};
  bool failed = s->l->failed;
  for (size_t i = 0; !failed && i < sizeof wanted / sizeof *wanted; i++)
    if (!wanted[i].given) gk_lang_report(s->l, &gk_msg_lang_attribute_missing, s->page->node->place, "page", wanted[i].name);
  if (!s->l->failed) check_geometry(s->l, page, s->page_last->node->place);
}

/* ------------------------------------------------------- all */

/* What every document needs whether or not a layout names it. */
static void check_required(struct sheets *s) {
  static const struct { const char *name, *use; } wanted[] = {{"body", "<p>"}, {"title", "<title>"}, {"heading-1", "<section>"}, {"heading-2", "<section>"},
                                                              {"heading-3", "<section>"}, {"heading-4", "<section>"}, {"item", "<list>"}};
  struct gk_place place = s->place;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    if (!find(&s->styles, wanted[i].name)) gk_lang_report(s->l, &gk_msg_lang_style_absent, place, wanted[i].name, wanted[i].use);
  if (!find(&s->tables, "table")) gk_lang_report(s->l, &gk_msg_lang_style_absent, place, "table", "<table>");
  static const char *const parts[] = {"head", "cell", "caption", "info", "note"};
  for (size_t t = 0; t < s->layout->table_style_count; t++) {
    const struct gk_table_style *table = s->layout->table_styles[t];
    const char *names[] = {table->head_style, table->cell_style, table->caption_style, table->info_style, table->note_style};
    for (size_t i = 0; i < 5; i++)
      if (!find(&s->styles, names[i])) gk_lang_report(s->l, &gk_msg_lang_style_absent, place, names[i], parts[i]);
  }
}

bool gk_lang_styles(struct gk_lang *l, const struct gk_lang_styles *sheets, struct gk_layout *layout) {
  struct sheets s = {.l = l, .layout = layout, .place = sheets->count ? sheets->sheets[0]->place : gk_place_none()};
  bool before = l->failed;
  l->failed = false; /* some checks make sense only when the styles themselves are sound */
  for (size_t i = 0; i < sheets->count; i++) gather(&s, sheets->sheets[i]);
  layout->styles = gk_arena_array(l->arena, s.styles.count + 1, sizeof *layout->styles);
  layout->table_styles = gk_arena_array(l->arena, s.tables.count + 1, sizeof *layout->table_styles);
  if (!layout->styles || !layout->table_styles) {
    l->failed = true;
    return false;
  }
  for (size_t i = 0; i < s.styles.count; i++) {
    struct gk_style *style = resolve_style(&s, &s.styles.items[i]);
    if (style) layout->styles[layout->style_count++] = style;
  }
  for (size_t i = 0; i < s.tables.count; i++) {
    struct gk_table_style *table = resolve_table(&s, &s.tables.items[i]);
    if (table) layout->table_styles[layout->table_style_count++] = table;
  }
  resolve_page(&s);
  check_required(&s);
  bool fine = !l->failed;
  l->failed |= before;
  return fine;
}

const struct gk_style *gk_layout_style(const struct gk_layout *layout, const char *name) {
  for (size_t i = 0; i < layout->style_count; i++)
    if (strcmp(layout->styles[i]->name, name) == 0) return layout->styles[i];
  return NULL;
}

const struct gk_table_style *gk_layout_table_style(const struct gk_layout *layout, const char *name) {
  for (size_t i = 0; i < layout->table_style_count; i++)
    if (strcmp(layout->table_styles[i]->name, name) == 0) return layout->table_styles[i];
  return NULL;
}
