/* What the files of typeset share while one document is set. Functions that
 * return bool return false only when setting must stop (memory, too many pages);
 * other faults are reported, noted in `failed`, and setting goes on so that all
 * of them are found in one run. */
#ifndef GK_TYPESET_INSIDE_H
#define GK_TYPESET_INSIDE_H

#include "typeset/messages.h"
#include "typeset/typeset.h"

struct gk_table_work;
struct gk_table_tags;

/* A paragraph or a table on its way down the pages. */
struct gk_element {
  const struct gk_block *block;
  const struct gk_style *style;
  struct gk_inlines content;            /* with the label */
  size_t label_size;                    /* list item: bytes of its label, which has a tag of its own */
  struct gk_tag *tag, *label_tag;
  const char *outline; unsigned outline_level;
  int32_t before, after;                /* whole grid lines */
  bool keep_next;
  /* set when the flow comes near it */
  bool prepared;
  int32_t measure;
  struct gk_paragraph *paragraph;
  struct gk_paragraph *label;           /* the label's part of the first line */
  struct gk_table_tags *table_tags;
  struct gk_table_work *table;
};

struct gk_set {
  struct gk_arena *arena;               /* of the result */
  struct gk_arena *scratch;             /* dropped with the set */
  struct gk_fonts *fonts;
  const struct gk_document *document;
  const struct gk_page_style *page_style;
  struct gk_diag_sink *sink;
  struct gk_typeset *out;
  bool failed;
  int32_t em;                           /* of the line grid: the body style's */
  /* the page being filled */
  bool open, rotated;
  bool blank;                           /* nothing stands on it yet */
  int32_t y;                            /* from the top of 版心: where the next block may begin */
  struct gk_item *items; size_t item_count, item_capacity;
  struct gk_cell_box *boxes; size_t box_count, box_capacity;
  struct gk_page *pages; size_t page_count, page_capacity;
  struct gk_outline_entry *outline; size_t outline_capacity;
  struct gk_text_run *runs; size_t run_capacity;
  uint32_t table_count, note_count;     /* for unique ids */
};

/* --- paragraph.c: styles and texts */
#define GK_MEASURE_FREE 100000000       /* a measure that nothing fills */
const struct gk_style *gk_set_style(struct gk_set *set, const char *name, const char *use);
/* False (and failed) when the style's font is no role. */
bool gk_set_text_style(struct gk_set *set, const struct gk_style *style, struct gk_text_style *out);
/* Lines of inlines; when the text cannot be set (reported) the paragraph is empty and the set has failed. */
void gk_set_lines(struct gk_set *set, const struct gk_text_style *style, const struct gk_inlines *inlines, int32_t measure, struct gk_paragraph *out);
struct gk_text_widths gk_set_widths(struct gk_set *set, const struct gk_text_style *style, const struct gk_inlines *inlines);
size_t gk_inlines_size(const struct gk_inlines *inlines);
char *gk_inlines_joined(struct gk_set *set, const struct gk_inlines *inlines);
/* Cuts the label off a paragraph's first line into a paragraph of its own; NULL when it has none or does not stand on one line. */
struct gk_paragraph *gk_label_cut(struct gk_set *set, struct gk_paragraph *paragraph, size_t label_size);

/* --- grid.c: the line grid of GB/T 9704 */
struct gk_rect gk_set_block(const struct gk_set *set); /* 版心 in the frame of the page */
int32_t gk_grid_lines(const struct gk_set *set);        /* of the page */
int32_t gk_grid_top(const struct gk_set *set, int32_t line);
int32_t gk_grid_at(const struct gk_set *set, int32_t y); /* the first grid line at or below y */
int32_t gk_grid_pitch(const struct gk_set *set);
/* How lines of a style stand on the grid. */
struct gk_leading { int32_t size, step, pitch; };       /* step: grid lines each; pitch: mpt of its own, 0 on the grid */
struct gk_leading gk_leading_of(const struct gk_set *set, const struct gk_style *style);
size_t gk_leading_room(const struct gk_set *set, struct gk_leading leading, int32_t line); /* lines that fit from a grid line on */
int32_t gk_leading_used(const struct gk_set *set, struct gk_leading leading, size_t lines); /* grid lines that they take */
/* How many of the lines from `from` go on a page that has room for `room`: two stay on each side of a break; 0: none here. */
size_t gk_lines_split(size_t count, size_t from, size_t room, bool whole, bool must);
/* Lines [from, from + n) at a grid line. */
struct gk_placing { const struct gk_paragraph *paragraph, *label; struct gk_tag *tag, *label_tag; enum gk_artifact artifact; int32_t x; };
bool gk_put_lines(struct gk_set *set, const struct gk_placing *what, struct gk_leading leading, size_t from, size_t n, int32_t line);

/* --- page.c */
bool gk_page_open(struct gk_set *set, bool rotated);
bool gk_page_close(struct gk_set *set); /* with its number */
struct gk_item *gk_page_item(struct gk_set *set);
/* x, y from the corner of 版心; y is the baseline. */
bool gk_page_line(struct gk_set *set, const struct gk_item *like, int32_t x, int32_t y);
bool gk_page_rule(struct gk_set *set, int32_t x, int32_t y, int32_t width, int32_t height);
bool gk_page_box(struct gk_set *set, const struct gk_cell_box *box);
static inline int32_t gk_han_baseline(int32_t size) { return (int32_t)((int64_t)size * 880 / 1000); } /* below the em box's top */

/* --- tags.c */
struct gk_tag *gk_tag_new(struct gk_set *set, struct gk_tag *parent, enum gk_tag_role role);
void gk_tags_number(struct gk_typeset *out);

/* --- flow.c */
bool gk_flow(struct gk_set *set, struct gk_element *elements, size_t count);

/* --- tables, table.h */
bool gk_table_check(struct gk_set *set, const struct gk_table *table);
struct gk_table_tags *gk_table_tags_new(struct gk_set *set, const struct gk_table *table);
/* NULL with failed set when it cannot be set, or memory fails. */
struct gk_table_work *gk_table_prepare(struct gk_set *set, const struct gk_table *table, struct gk_table_tags *tags, struct gk_place layout);
void gk_table_drop(struct gk_table_work *table); /* NULL is fine */
bool gk_table_rotated(const struct gk_table_work *table);
/* Height that must stand together at its begin; relax 0 (head and two rows), 1 (head and one row), 2 (a third of the page). */
int32_t gk_table_begin_height(const struct gk_table_work *table, const struct gk_set *set, int relax);
bool gk_table_flow(struct gk_table_work *table);

#endif
