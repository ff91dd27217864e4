/* Structure elements from the tags of the document (ISO 32000-1, 14.7 and 14.8.5).
 * Each element is a few words of text in the bulk part of the objects: a table of
 * twenty thousand rows has hundreds of thousands of them. An element refers to its
 * content by page and identifier, the parent tree leads back. Its Type, which may be
 * left out (table 323), is. Which tag is what
 * was decided by typeset; tags without content are elements all the same. */
#include "pdf/structure.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/messages.h"
#include "pdf/syntax.h"

#define LEAF_PAGES 64          /* pages in a leaf of the parent tree */
#define LEAF_IDS 256           /* IDs in a leaf of the ID tree */
#define BUFFER_MAX ((size_t)512 << 20)

struct mark { uint32_t page, mcid; };
struct id { const char *bytes; size_t size; gk_object element; };

struct tree {
  struct gk_arena *arena;
  struct gk_objects *objects;
  const struct gk_pdf_pages *pages;
  const struct gk_pdf_links *links;
  const struct gk_pdf_link **links_by_tag;
  size_t next_link;            /* of links_by_tag: elements are written in the order of tags */
  const struct gk_tag **tags;  /* by number */
  uint32_t count;
  size_t *first;               /* marks of tag n: marks[first[n]] to marks[first[n + 1]] */
  struct mark *marks;
  struct id *ids; size_t id_count, id_capacity;
  gk_object base, root;
  struct gk_buf body;
  struct gk_diag_sink *sink;
};

static bool bad(struct tree *tree, const char *what) {
  gk_report(tree->sink, &gk_msg_pdf_list, gk_place_none(), gk_place_none(), what);
  return false;
}

static bool no_memory(struct tree *tree) {
  gk_report_memory(tree->sink);
  return false;
}

static gk_object element_of(const struct tree *tree, const struct gk_tag *tag) { return tree->base + tag->number; }

/* The next tag in document order, or NULL. */
static const struct gk_tag *next_tag(const struct gk_tag *tag) {
  if (tag->first) return tag->first;
  while (tag && !tag->next) tag = tag->parent;
  return tag ? tag->next : NULL;
}

static bool number_tags(struct tree *tree, const struct gk_typeset *typeset) {
  tree->count = typeset->tag_count;
  tree->tags = gk_arena_array(tree->arena, (size_t)tree->count + 1, sizeof *tree->tags);
  if (!tree->tags) return no_memory(tree);
  uint32_t found = 0;
  for (const struct gk_tag *tag = typeset->root; tag; tag = next_tag(tag)) {
    if (tag->number >= tree->count || tree->tags[tag->number]) return bad(tree, "tag-number");
    tree->tags[tag->number] = tag;
    found++;
  }
  return found == tree->count || bad(tree, "tag-missing");
}

/* Marks come in page order; sorts them by tag, keeping that order. */
static bool gather_marks(struct tree *tree) {
  tree->first = gk_arena_array(tree->arena, (size_t)tree->count + 2, sizeof *tree->first);
  if (!tree->first) return no_memory(tree);
  size_t total = 0;
  for (size_t p = 0; p < tree->pages->count; p++) {
    const struct gk_pdf_marks *marks = &tree->pages->marks[p];
    for (size_t i = 0; i < marks->count; i++) {
      uint32_t number = marks->tags[i]->number;
      if (number >= tree->count || tree->tags[number] != marks->tags[i]) return bad(tree, "tag-stray");
      tree->first[number + 2]++;
    }
    total += marks->count;
  }
  for (size_t n = 2; n < (size_t)tree->count + 2; n++) tree->first[n] += tree->first[n - 1];
  tree->marks = gk_arena_array(tree->arena, total + 1, sizeof *tree->marks);
  if (!tree->marks) return no_memory(tree);
  for (size_t p = 0; p < tree->pages->count; p++) {
    const struct gk_pdf_marks *marks = &tree->pages->marks[p];
    for (size_t i = 0; i < marks->count; i++)
      tree->marks[tree->first[marks->tags[i]->number + 1]++] = (struct mark){(uint32_t)p, (uint32_t)i};
  }
  return true;
}

static int by_tag(const void *a, const void *b) {
  const struct gk_pdf_link *x = *(const struct gk_pdf_link *const *)a, *y = *(const struct gk_pdf_link *const *)b;
  if (x->tag->number != y->tag->number) return x->tag->number < y->tag->number ? -1 : 1;
  return (x > y) - (x < y); /* both of one array: in the order of pages */
}

static bool gather_links(struct tree *tree) {
  size_t n = tree->links->count;
  tree->links_by_tag = gk_arena_array(tree->arena, n + 1, sizeof(const struct gk_pdf_link *));
  if (!tree->links_by_tag) return no_memory(tree);
  for (size_t i = 0; i < n; i++) {
    const struct gk_pdf_link *link = &tree->links->items[i];
    if (link->tag->role != GK_TAG_LINK || link->tag->number >= tree->count || tree->tags[link->tag->number] != link->tag) return bad(tree, "link-tag");
    tree->links_by_tag[i] = link;
  }
  qsort(tree->links_by_tag, n, sizeof(const struct gk_pdf_link *), by_tag);
  return true;
}

/* --- attributes */

/* An ID is a byte string (table 323) for comparing, not for reading: the bytes of its UTF-8. */
static bool add_id(struct tree *tree, const struct gk_tag *tag) {
  struct id id = {tag->id, strlen(tag->id), element_of(tree, tag)};
  struct id *ids = gk_arena_grow(tree->arena, tree->ids, &tree->id_capacity, tree->id_count + 1, sizeof *ids);
  if (!ids) return false;
  tree->ids = ids;
  ids[tree->id_count++] = id;
  gk_buf_add_string(&tree->body, "/ID");
  return gk_syntax_bytes(&tree->body, id.bytes, id.size);
}

/* 14.8.5.7: of cells. */
static bool add_cell_attributes(struct tree *tree, const struct gk_tag *tag) {
  static const char *const scopes[] = {[GK_SCOPE_COLUMN] = "Column", [GK_SCOPE_ROW] = "Row", [GK_SCOPE_BOTH] = "Both"};
  if (tag->scope == GK_SCOPE_NONE && tag->column_span <= 1 && tag->row_span <= 1 && tag->header_count == 0) return true;
  gk_buf_add_string(&tree->body, "/A<</O/Table");
  if (tag->scope != GK_SCOPE_NONE) {
    gk_buf_add_string(&tree->body, "/Scope/");
    gk_buf_add_string(&tree->body, scopes[tag->scope]);
  }
  if (tag->column_span > 1) gk_buf_addf(&tree->body, "/ColSpan %u", tag->column_span);
  if (tag->row_span > 1) gk_buf_addf(&tree->body, "/RowSpan %u", tag->row_span);
  if (tag->header_count) {
    gk_buf_add_string(&tree->body, "/Headers[");
    for (size_t i = 0; i < tag->header_count; i++) gk_syntax_bytes(&tree->body, tag->headers[i], strlen(tag->headers[i]));
    gk_buf_add_char(&tree->body, ']');
  }
  return gk_buf_add_string(&tree->body, ">>");
}

static bool add_text(struct tree *tree, const char *key, const char *text) {
  size_t n = strlen(text), size = gk_syntax_text_size(text, n);
  if (size > GK_PDF_STRING_MAX) {
    const char *bytes = gk_arena_printf(tree->arena, "%zu", size), *begin = gk_arena_strndup(tree->arena, text, 60);
    if (bytes && begin) gk_report(tree->sink, &gk_msg_pdf_text_too_long, gk_place_none(), gk_place_none(), key, bytes, begin);
    return false;
  }
  gk_buf_addf(&tree->body, "/%s", key);
  return gk_syntax_text(&tree->body, text, n);
}

static bool add_attributes(struct tree *tree, const struct gk_tag *tag) {
  if (tag->id && !add_id(tree, tag)) return false;
  if (tag->alt && !add_text(tree, "Alt", tag->alt)) return false;
  if (tag->actual_text && !add_text(tree, "ActualText", tag->actual_text)) return false;
  if (tag->expansion && !add_text(tree, "E", tag->expansion)) return false;
  if (tag->summary) { /* 14.8.5.7 */
    gk_buf_add_string(&tree->body, "/A<</O/Table");
    if (!add_text(tree, "Summary", tag->summary)) return false;
    gk_buf_add_string(&tree->body, ">>");
  }
  if (tag->role == GK_TAG_L && tag->list_numbering) { /* 14.8.5.5 */
    gk_buf_add_string(&tree->body, "/A<</O/List/ListNumbering");
    gk_syntax_name(&tree->body, tag->list_numbering);
    gk_buf_add_string(&tree->body, ">>");
  }
  return (tag->role != GK_TAG_TH && tag->role != GK_TAG_TD) || add_cell_attributes(tree, tag);
}

/* --- elements */

/* 14.7.4.3: annotations of a Link. */
static void add_annotations(struct tree *tree, const struct gk_tag *tag) {
  for (; tree->next_link < tree->links->count && tree->links_by_tag[tree->next_link]->tag == tag; tree->next_link++) {
    const struct gk_pdf_link *link = tree->links_by_tag[tree->next_link];
    gk_buf_addf(&tree->body, "<</Type/OBJR/Obj %u 0 R/Pg %u 0 R>>", link->annotation, tree->pages->objects[link->page]);
  }
}

/* The first content of the tag or of what is in it; false when there is none. */
static bool first_mark(const struct tree *tree, const struct gk_tag *tag, struct mark *mark) {
  for (const struct gk_tag *at = tag; at;) {
    if (tree->first[at->number] < tree->first[at->number + 1]) {
      *mark = tree->marks[tree->first[at->number]];
      return true;
    }
    if (at->first) {
      at = at->first;
      continue;
    }
    while (at != tag && !at->next) at = at->parent;
    at = at == tag ? NULL : at->next;
  }
  return false;
}

/* Content on the element's own page is known by its identifier alone, on further pages by the page as well. */
static void add_mark(struct tree *tree, struct mark mark, uint32_t page) {
  if (mark.page == page) {
    gk_buf_add_number(&tree->body, mark.mcid);
    gk_buf_add_char(&tree->body, ' ');
  } else gk_buf_addf(&tree->body, "<</Type/MCR/Pg %u 0 R/MCID %u>>", tree->pages->objects[mark.page], mark.mcid);
}

/* The objects of the form fields' elements follow those of all tags. */
static gk_object form_of(const struct tree *tree, size_t number) { return tree->base + tree->count + (gk_object)number; }

/* Fields are few: one a seal. */
static void add_forms(struct tree *tree, const struct gk_tag *after) {
  for (size_t i = 0; i < tree->links->form_count; i++)
    if (tree->links->forms[i].after == after) gk_syntax_reference(&tree->body, "", form_of(tree, i), " ");
}

/* 14.7.4: content, elements and annotations. The order of kids is the order in which they are read: an element within a text stands where
 * its content does. */
static void add_kids(struct tree *tree, const struct gk_tag *tag) {
  size_t at = tree->first[tag->number], to = tree->first[tag->number + 1];
  bool linked = tree->next_link < tree->links->count && tree->links_by_tag[tree->next_link]->tag == tag;
  if (at == to && !tag->first && !linked) return;
  uint32_t page = at < to ? tree->marks[at].page : 0;
  if (at < to) gk_syntax_reference(&tree->body, "/Pg ", tree->pages->objects[page], "");
  if (to - at == 1 && !tag->first && !linked && tag->parent) { /* most elements of most documents: a cell, a paragraph */
    gk_buf_add_string(&tree->body, "/K ");
    gk_buf_add_number(&tree->body, tree->marks[at].mcid);
    return;
  }
  gk_buf_add_string(&tree->body, "/K[");
  for (const struct gk_tag *kid = tag->first; kid; kid = kid->next) {
    struct mark mark;
    if (at < to && first_mark(tree, kid, &mark))
      for (; at < to && (tree->marks[at].page < mark.page || (tree->marks[at].page == mark.page && tree->marks[at].mcid < mark.mcid)); at++)
        add_mark(tree, tree->marks[at], page);
    gk_syntax_reference(&tree->body, "", element_of(tree, kid), " ");
    add_forms(tree, kid);
  }
  for (; at < to; at++) add_mark(tree, tree->marks[at], page);
  if (linked) add_annotations(tree, tag);
  if (!tag->parent) add_forms(tree, NULL);
  gk_buf_add_char(&tree->body, ']');
}

static bool add_object(struct tree *tree, gk_object expected) {
  if (tree->body.failed) return no_memory(tree);
  gk_object number = gk_objects_add(tree->objects, tree->body.data, tree->body.size);
  gk_buf_clear(&tree->body);
  /* A failure of the objects is sticky and reported by who holds them. */
  return number != 0 && (number == expected || bad(tree, "tag-order"));
}

static bool add_elements(struct tree *tree) {
  for (uint32_t n = 0; n < tree->count; n++) {
    const struct gk_tag *tag = tree->tags[n];
    gk_buf_add_string(&tree->body, "<</S/");
    gk_buf_add_string(&tree->body, gk_pdf_role_name(tag->role));
    gk_syntax_reference(&tree->body, "/P ", tag->parent ? element_of(tree, tag->parent) : tree->root, "");
    size_t errors = gk_diag_errors(tree->sink);
    if (!add_attributes(tree, tag)) return gk_diag_errors(tree->sink) > errors ? false : no_memory(tree);
    add_kids(tree, tag);
    gk_buf_add_string(&tree->body, ">>");
    if (!add_object(tree, tree->base + n)) return false;
  }
  for (size_t i = 0; i < tree->links->form_count; i++) {
    const struct gk_pdf_form *form = &tree->links->forms[i];
    gk_buf_addf(&tree->body, "<</S/Form/P %u 0 R/K<</Type/OBJR/Obj %u 0 R/Pg %u 0 R>>>>",
                form->after && form->after->parent ? element_of(tree, form->after->parent) : tree->base, form->annotation, tree->pages->objects[form->page]);
    if (!add_object(tree, form_of(tree, i))) return false;
  }
  return true;
}

/* --- trees (7.9.6, 7.9.7): one level of leaves, so that a reader loads little at a time */

static bool set_kids(struct tree *tree, const char *key, gk_object first, size_t leaves) {
  gk_buf_clear(&tree->body);
  gk_buf_add_string(&tree->body, "<</Kids [");
  for (size_t i = 0; i < leaves; i++) gk_syntax_reference(&tree->body, "", first + (gk_object)i, " ");
  gk_buf_add_string(&tree->body, "]>>");
  if (tree->body.failed) return no_memory(tree);
  gk_objects_value(tree->objects, tree->root, key, tree->body.data, tree->body.size);
  gk_buf_clear(&tree->body);
  return true;
}

static void add_page_parents(struct tree *tree, size_t page) {
  const struct gk_pdf_marks *marks = &tree->pages->marks[page];
  gk_buf_addf(&tree->body, "%zu [", page);
  for (size_t i = 0; i < marks->count; i++) gk_syntax_reference(&tree->body, "", element_of(tree, marks->tags[i]), " ");
  gk_buf_add_char(&tree->body, ']');
}

/* Keys are the pages', then the annotations' (StructParents and StructParent share one tree). */
static bool add_parent_tree(struct tree *tree) {
  size_t leaves = 0, pages = tree->pages->count, links = pages + tree->links->count, keys = links + tree->links->form_count;
  gk_object first = form_of(tree, tree->links->form_count);
  for (size_t from = 0; from < keys; from += LEAF_PAGES, leaves++) {
    size_t to = keys - from > LEAF_PAGES ? from + LEAF_PAGES : keys;
    gk_buf_addf(&tree->body, "<</Limits [%zu %zu]/Nums [", from, to - 1);
    for (size_t key = from; key < to; key++) {
      if (key < pages) add_page_parents(tree, key);
      else if (key >= links) gk_buf_addf(&tree->body, "%zu %u 0 R ", key, form_of(tree, key - links));
      else gk_buf_addf(&tree->body, "%zu %u 0 R ", key, element_of(tree, tree->links->items[key - pages].tag));
    }
    gk_buf_add_string(&tree->body, "]>>");
    if (!add_object(tree, first + (gk_object)leaves)) return false;
  }
  gk_objects_number(tree->objects, tree->root, "ParentTreeNextKey", (int32_t)keys);
  return set_kids(tree, "ParentTree", first, leaves);
}

static int by_bytes(const void *a, const void *b) {
  const struct id *x = a, *y = b;
  size_t n = x->size < y->size ? x->size : y->size;
  int order = n ? memcmp(x->bytes, y->bytes, n) : 0;
  return order ? order : (x->size > y->size) - (x->size < y->size);
}

static bool add_id_leaf(struct tree *tree, size_t from, size_t to, gk_object expected) {
  gk_buf_add_string(&tree->body, "<</Limits [");
  gk_syntax_bytes(&tree->body, tree->ids[from].bytes, tree->ids[from].size);
  gk_syntax_bytes(&tree->body, tree->ids[to - 1].bytes, tree->ids[to - 1].size);
  gk_buf_add_string(&tree->body, "]/Names [");
  for (size_t i = from; i < to; i++) {
    gk_syntax_bytes(&tree->body, tree->ids[i].bytes, tree->ids[i].size);
    gk_syntax_reference(&tree->body, " ", tree->ids[i].element, " ");
  }
  gk_buf_add_string(&tree->body, "]>>");
  return add_object(tree, expected);
}

static bool add_id_tree(struct tree *tree, gk_object first) {
  if (tree->id_count == 0) return true;
  qsort(tree->ids, tree->id_count, sizeof *tree->ids, by_bytes);
  for (size_t i = 1; i < tree->id_count; i++)
    if (by_bytes(&tree->ids[i - 1], &tree->ids[i]) == 0) return bad(tree, "tag-id");
  size_t leaves = 0;
  for (size_t from = 0; from < tree->id_count; from += LEAF_IDS, leaves++) {
    size_t to = tree->id_count - from > LEAF_IDS ? from + LEAF_IDS : tree->id_count;
    if (!add_id_leaf(tree, from, to, first + (gk_object)leaves)) return false;
  }
  return set_kids(tree, "IDTree", first, leaves);
}

bool gk_pdf_structure(struct gk_arena *arena, struct gk_objects *objects, gk_object root, const struct gk_typeset *typeset,
                      const struct gk_pdf_pages *pages, const struct gk_pdf_links *links, gk_object *elements, struct gk_diag_sink *sink) {
  struct tree tree = {.arena = arena, .objects = objects, .pages = pages, .links = links, .root = root, .sink = sink};
  gk_buf_init(&tree.body, BUFFER_MAX);
  gk_objects_bulk(objects);
  tree.base = *elements = gk_objects_count(objects);
  bool good = number_tags(&tree, typeset) && gather_marks(&tree) && gather_links(&tree) && add_elements(&tree) && add_parent_tree(&tree) &&
              add_id_tree(&tree, gk_objects_count(objects));
  if (good) {
    gk_buf_addf(&tree.body, "[%u 0 R]", element_of(&tree, typeset->root));
    if (tree.body.failed) good = no_memory(&tree);
    else gk_objects_value(objects, root, "K", tree.body.data, tree.body.size);
  }
  gk_buf_drop(&tree.body);
  return good;
}
