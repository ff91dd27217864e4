/* What the files of typeset share while a document is set. */
#ifndef GK_TYPESET_SETTING_H
#define GK_TYPESET_SETTING_H

#include "typeset/messages.h"
#include "typeset/typeset.h"

/* One step of the flow down a page: a line of text on the grid, blank grid lines, or a piece of a table. `keep`: the next unit must stand on
 * the same page. */
enum gk_unit_kind { GK_UNIT_LINE, GK_UNIT_BLANK, GK_UNIT_PIECE };
struct gk_unit {
  enum gk_unit_kind kind;
  bool keep;
  bool fresh;                           /* begins a page, unless it is kept with the unit before */
  int32_t height;                       /* LINE: its own pitch in mpt, 0 for the grid; BLANK: grid lines × 1000 */
  int32_t at;                           /* BLANK: down to this line of the page, from 1, instead */
  const struct gk_paragraph *paragraph; size_t line; /* LINE */
  int32_t x;                            /* LINE: start edge of its measure from 版心 */
  bool centred;                         /* LINE: of a centred style */
  bool aside;                           /* LINE: stands around the text and is none of it: 附件说明, 署名 */
  bool stays;                           /* LINE: the next unit, a LINE too, stands on the same line of the grid */
  int32_t foot;                         /* LINE: what hangs below its em and must stand on the page: the seal over a date */
  const struct gk_rect *seal;           /* LINE: a seal's place, x from 版心, y from the line's top; or NULL */
  struct gk_tag *tag;
  enum gk_artifact artifact;            /* LINE without a tag */
  const struct gk_link *link;           /* LINE: leads somewhere; x from 版心, y and height from the line; or NULL */
  struct gk_place_of *begins;           /* LINE, PIECE: where this stands is wanted; or NULL */
  const struct gk_tag_part *parts; size_t part_count; /* LINE: pieces of the paragraph with tags of their own */
  const char *outline; unsigned outline_level; /* LINE: an outline entry begins here */
  struct gk_table_setting *table; uint32_t row; /* PIECE: body row, or UINT32_MAX for caption and head */
};

/* Where a block of the document begins: what a contents asks for. */
struct gk_place_of { const struct gk_tag *tag; /* NULL: nothing of it is placed */ size_t page; /* index in the typeset */ };

struct gk_setter {
  struct gk_arena *arena;               /* of what a document is known by when its pages are painted: tags, outline, links; and of what is small */
  struct gk_arena *pages;               /* of what stands on its pages, and what that takes to set */
  struct gk_fonts *fonts;
  struct gk_texts *texts;               /* set in this document and before; or NULL */
  const struct gk_document *document;
  const struct gk_page_style *page_style;
  struct gk_diag_sink *sink;
  bool faulty;                          /* some characters could not be set; told */
  struct gk_typeset *out;
  /* the page being filled */
  struct gk_page *page;
  struct gk_item *items; struct gk_cell_box *boxes; /* room for any page's; a finished page keeps what it needs */
  struct gk_item_place *item_places; size_t place_capacity; /* table_order.c: room for those of any page */
  uint32_t note_count;                  /* footnotes so far */
  size_t page_capacity, item_capacity, box_capacity, outline_capacity, seal_capacity, link_capacity;
  enum gk_folio folio; uint32_t folio_count; /* how pages are numbered, and the number of the page being filled */
  struct gk_place_of *places;           /* per block */
  struct gk_place_of *begins;           /* of the block whose first unit is to come, or NULL */
  int32_t y;                            /* used height of the frame's text block */
  int32_t em, pitch;                    /* of the line grid */
  struct gk_table_setting *open_table;  /* rows of it stand on the page and more follow */
  struct gk_unit *units; size_t unit_count, unit_capacity;
  bool titled;                          /* a title came: headings are below it */
  uint32_t table_count;                 /* tables begun: their number is in the IDs of their heads */
};

/* 版心 in the frame of the current page. */
struct gk_rect gk_setter_block(const struct gk_setter *setter);

bool gk_page_begin(struct gk_setter *setter, bool rotated);
bool gk_page_finish(struct gk_setter *setter); /* the page number; nothing more comes on this page */
/* The page ends without a printed number. */
bool gk_page_finish_blank(struct gk_setter *setter);
struct gk_item *gk_page_add(struct gk_setter *setter);
bool gk_page_add_box(struct gk_setter *setter, const struct gk_cell_box *box);
bool gk_page_add_seal(struct gk_setter *setter, struct gk_seal seal);
bool gk_page_add_link(struct gk_setter *setter, const struct gk_link *link);

struct gk_tag *gk_tag_new(struct gk_setter *setter, struct gk_tag *parent, enum gk_tag_role role);
/* Numbers all tags in document order. */
void gk_tag_number(struct gk_typeset *out);
/* The text of inlines. */
const char *gk_text_of(struct gk_arena *arena, const struct gk_inlines *inlines);

struct gk_unit *gk_unit_add(struct gk_setter *setter, enum gk_unit_kind kind);
struct gk_unit *gk_unit_line(struct gk_setter *setter, const struct gk_paragraph *paragraph, size_t line, struct gk_tag *tag);
/* Places all units gathered so far and empties the list. */
bool gk_flow(struct gk_setter *setter);
/* The same, but for those at the end that must stand with what follows; these and what follows go on a turned page. */
bool gk_flow_rotate(struct gk_setter *setter);
/* Places all units; what follows a turned page goes on an upright one. */
bool gk_flow_upright(struct gk_setter *setter);
/* Places all units; what follows begins an upright page. */
bool gk_flow_new_page(struct gk_setter *setter);

/* The text of a cell: `lines` in a column, which may be narrower than a word. false when nothing could be set, after a report. */
bool gk_set_cell_text(struct gk_setter *setter, const struct gk_style *style, enum gk_text_wanted wanted, const struct gk_inlines *content, int32_t measure,
                      struct gk_set_text *out);
/* Text of a style at a measure; for a paragraph, heading … Its lines belong to all texts like it. */
bool gk_set_text(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, int32_t measure, struct gk_paragraph *out);
/* The same in a column, which may be narrower than a word. */
bool gk_set_label(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, int32_t measure, struct gk_paragraph *out);
/* Lines of a paragraph as units: two lines on each side of a break. */
bool gk_flow_paragraph(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, struct gk_tag *tag, const char *outline,
                       unsigned level);
/* Blank grid lines × 1000; none for 0. */
bool gk_flow_blank(struct gk_setter *setter, int32_t lines, bool keep);
/* The text as lines on the grid that begin at x from 版心, at a measure of their own; without the style's indents. */
bool gk_flow_text_at(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, struct gk_tag *tag, int32_t x, int32_t measure);
/* A label and beside it a text whose lines begin at x: both on the first line of the text. */
bool gk_flow_labelled(struct gk_setter *setter, const struct gk_paragraph *label, int32_t label_x, struct gk_tag *label_tag, const struct gk_style *style,
                      const struct gk_inlines *inlines, struct gk_tag *tag, int32_t x);
/* What follows must not stand alone on a page: the last lines of text before it go with it. */
void gk_flow_hold(struct gk_setter *setter);
/* Width of one 字 of the style: the cell of the character grid, or its em. */
int32_t gk_cell_of(const struct gk_setter *setter, const struct gk_style *style);
/* Spreads the first n glyphs of the paragraph's only line, all in their own em, over `more`; what follows them moves along. The paragraph gets a
 * line of its own. */
bool gk_spread_line(struct gk_setter *setter, struct gk_paragraph *p, size_t n, int32_t more);

/* The tag of a heading of the level (from 1) below the document's title, if it has one. The first heading is an H1 also where there is no
 * title (ISO 14289-1 7.4.2). */
enum gk_tag_role gk_tag_heading(const struct gk_setter *setter, unsigned level);

/* ---- book.c, contents.c */

/* The blocks of a document as pages: cover, contents, text. `set` sets one block. */
bool gk_set_book(struct gk_setter *setter, bool (*set)(struct gk_setter *setter, const struct gk_block *block));
/* A right-hand or any new page. */
bool gk_set_break(struct gk_setter *setter, const struct gk_block *block);
/* The heading and the list of the contents in the order of tags: made before the text is. */
struct gk_contents_tags { struct gk_tag *heading, *list; };
bool gk_contents_tags(struct gk_setter *setter, struct gk_contents_tags *tags);
/* The contents as lines on the page begun, when the places of all blocks are known. */
bool gk_set_contents(struct gk_setter *setter, const struct gk_contents_tags *tags);

/* ---- signature.c, attachments.c, labels.c */
bool gk_set_signature(struct gk_setter *setter, const struct gk_block *block);
bool gk_set_attachments(struct gk_setter *setter, const struct gk_block *block);
bool gk_set_annex(struct gk_setter *setter, const struct gk_block *block);
bool gk_set_labels(struct gk_setter *setter, const struct gk_block *block);
/* A paragraph in lines of the style's own pitch, off the grid, at a measure of its own: notes of tables. */
bool gk_flow_paragraph_at(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines, struct gk_tag *tag, int32_t measure);
bool gk_set_table(struct gk_setter *setter, const struct gk_block *block, struct gk_tag *parent);
/* What the flow asks of a table. Rows are body rows; UINT32_MAX stands for caption, information line and head. */
int32_t gk_table_piece_height(const struct gk_table_setting *table, uint32_t row, bool top_of_page);
/* So high that it is rather parted at the foot of a page than that the page be left with a gap. */
bool gk_table_row_is_long(const struct gk_setter *setter, const struct gk_table_setting *table, uint32_t row);
int32_t gk_table_part_least(const struct gk_table_setting *table);
/* The tag of its caption, or NULL. */
const struct gk_tag *gk_table_caption_tag(const struct gk_table_setting *table);
/* Whether it has rows of sums by page when it stands on several; that it stands on one is told before it is placed. */
bool gk_table_has_page_rows(const struct gk_table_setting *table);
void gk_table_keep_single(struct gk_table_setting *table, bool single);
/* What follows a table keeps so far clear of its frame: 0 but for the last row, or the head (UINT32_MAX) of a table that is nothing else. */
int32_t gk_table_clearance(const struct gk_setter *setter, const struct gk_table_setting *table, uint32_t row);
/* What must stay free below the row for 本页小计. */
int32_t gk_table_foot(const struct gk_table_setting *table, uint32_t row);
bool gk_table_place_head(struct gk_setter *setter, struct gk_table_setting *table);
/* As much of the row as the page has room for; *whole: nothing of it is left. */
bool gk_table_place_row(struct gk_setter *setter, struct gk_table_setting *table, uint32_t row, bool *whole);
bool gk_table_close_page(struct gk_setter *setter);
/* On a new page, before `row` or the rest of it: heights for what is left of the cells that go on. */
bool gk_table_resume(struct gk_setter *setter, struct gk_table_setting *table, uint32_t row);

#endif
