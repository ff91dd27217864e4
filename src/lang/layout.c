/* Loading a layout: the model, the terms, the style sheets, the layout with what
 * it extends. Decides which files are read, in which order, and the head of a
 * layout; the parts are in their own files. */
#include <string.h>

#include "lang/inside.h"

#define EXTENDS_MOST 16
#define HEAD "id! title! year extends language"
#define CHILDREN "document styles"

/* ------------------------------------------------------- files */

static bool add_source(struct gk_lang *l, struct gk_lang_layers *layers, const struct gk_source *source) {
  const struct gk_source **sources = gk_arena_grow(l->arena, layers->sources, &layers->source_capacity, layers->source_count + 1, sizeof *sources);
  if (!sources) return false;
  layers->sources = sources;
  sources[layers->source_count++] = source;
  return true;
}

static void add_sheet(struct gk_lang *l, struct gk_lang_layers *layers, const struct gk_xml_node *sheet) {
  struct gk_lang_styles *s = &layers->sheets;
  const struct gk_xml_node **sheets = gk_arena_grow(l->arena, s->sheets, &s->capacity, s->count + 1, sizeof *sheets);
  if (!sheets) return;
  s->sheets = sheets;
  sheets[s->count++] = sheet;
}

struct gk_xml_node *gk_lang_read(struct gk_lang *l, struct gk_lang_layers *layers, const char *path, const char *root_name) {
  struct gk_source *source = path ? gk_file_read(l->arena, path, GK_LANG_FILE_MOST, l->sink) : NULL;
  struct gk_xml_node *root = source && add_source(l, layers, source) ? gk_xml_parse(l->arena, source, l->sink) : NULL;
  if (!root) {
    l->failed = true;
    return NULL;
  }
  if (gk_lang_is(root, root_name)) return root;
  gk_lang_report(l, &gk_msg_lang_root, root->place, root_name, root->name);
  return NULL;
}

static struct gk_xml_node *read_common(struct gk_lang *l, struct gk_lang_layers *layers, const char *file, const char *root_name) {
  char *folder = gk_file_join(l->arena, layers->dir, "common");
  return gk_lang_read(l, layers, folder ? gk_file_join(l->arena, folder, file) : NULL, root_name);
}

bool gk_lang_code_files(struct gk_arena *arena, const char *dir, const char ***paths, size_t *n, struct gk_diag_sink *sink) {
  char *common = gk_file_join(arena, dir, "common"), *folder = common ? gk_file_join(arena, common, "codes") : NULL;
  *n = 0;
  if (!folder || !gk_file_is_dir(folder)) return folder != NULL;
  size_t count;
  if (!gk_file_list(arena, folder, paths, &count, sink)) return false;
  for (size_t i = 0; i < count; i++) {
    const char *name = (*paths)[i];
    size_t size = strlen(name);
    if (size < 5 || strcmp(name + size - 4, ".xml") != 0) continue;
    char *path = gk_file_join(arena, folder, name);
    if (!path) return false;
    (*paths)[(*n)++] = path;
  }
  return true;
}

static void read_codes(struct gk_lang *l, struct gk_lang_layers *layers, struct gk_model *model) {
  const char **paths = NULL;
  size_t n;
  if (!gk_lang_code_files(l->arena, layers->dir, &paths, &n, l->sink)) l->failed = true;
  for (size_t i = 0; i < n && !gk_arena_failed(l->arena); i++) {
    const struct gk_xml_node *root = gk_lang_read(l, layers, paths[i], "codes");
    if (root) gk_lang_codes(l, root, model);
  }
  if (!l->failed) gk_lang_codes_known(l, model, model->root);
}

/* ------------------------------------------------------- finding layouts */

static bool is_id(const char *id) {
  size_t n = strlen(id), i = 0;
  while (i < n) {
    uint32_t c = gk_utf8_next(id, n, &i);
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (!plain && !(c > 0x7F && c != GK_UTF8_BAD && gk_char_is_han(c))) return false;
  }
  return n > 0;
}

static char *layout_file(struct gk_lang *l, const char *dir, const char *folder) {
  char *path = strchr(folder, '/') ? gk_arena_strdup(l->arena, folder) : gk_file_join(l->arena, dir, folder);
  return path ? gk_file_join(l->arena, path, "layout.xml") : NULL;
}

/* Says which layouts there are. */
static void report_absent(struct gk_lang *l, const char *dir, const char *id, struct gk_place place) {
  const char **names;
  size_t n, kept = 0;
  l->failed = true;
  if (!gk_file_list(l->arena, dir, &names, &n, l->sink)) return;
  for (size_t i = 0; i < n; i++) {
    char *path = layout_file(l, dir, names[i]);
    if (path && gk_file_exists(path)) names[kept++] = names[i];
  }
  gk_lang_report_near(l, &gk_msg_lang_layout, place, id, names, kept, NULL, NULL);
}

/* The path of a layout's file; NULL after a report. What a layout extends is named by its id, never by a path. */
static char *find(struct gk_lang *l, const char *dir, const char *id, struct gk_place place) {
  bool folder = strchr(id, '/') != NULL && !place.source;
  if (!folder && !is_id(id)) {
    gk_lang_report(l, &gk_msg_lang_layout_id, place, id);
    return NULL;
  }
  char *path = layout_file(l, dir, id);
  if (!path || gk_file_exists(path)) return path;
  if (folder) gk_file_read(l->arena, path, GK_LANG_FILE_MOST, l->sink), l->failed = true; /* says why not */
  else report_absent(l, dir, id, place);
  return NULL;
}

/* ------------------------------------------------------- extends */

struct chain { struct gk_lang *l; struct gk_lang_layers *layers; const char *ids[EXTENDS_MOST + 1]; size_t count; };

static void gather_sheets(struct gk_lang *l, struct gk_lang_layers *layers, const struct gk_xml_node *root) {
  for (const struct gk_xml_node *n = root->first; n; n = n->next)
    if (gk_lang_is(n, "styles")) add_sheet(l, layers, n);
}

/* Whether the base may be read: not too many, none twice. */
static bool may_extend(struct chain *c, const struct gk_xml_attribute *extends) {
  for (size_t i = 0; i < c->count; i++)
    if (strcmp(c->ids[i], extends->value) == 0) {
      gk_lang_report(c->l, &gk_msg_lang_extends_cycle, extends->value_place, extends->value);
      return false;
    }
  if (c->count <= EXTENDS_MOST) return true;
  gk_lang_report(c->l, &gk_msg_lang_extends_depth, extends->value_place, "16");
  return false;
}

/* What only the top layout is otherwise asked. */
static void check_base(struct gk_lang *l, const struct gk_xml_node *root) {
  gk_lang_attributes(l, root, HEAD);
  for (const struct gk_xml_node *n = root->first; n; n = n->next)
    if (!gk_lang_text_child(l, n) && gk_lang_word(CHILDREN, n->name, strlen(n->name)) < 0) gk_lang_refuse_element(l, n, CHILDREN);
}

/* Reads a layout and, by way of its extends=, all below it. Sheets are gathered from the base up. */
static struct gk_xml_node *load(struct chain *c, const char *id, const struct gk_xml_attribute *from) {
  char *path = find(c->l, c->layers->dir, id, from ? from->value_place : gk_place_none());
  struct gk_xml_node *root = path ? gk_lang_read(c->l, c->layers, path, "layout") : NULL;
  if (!root) return NULL;
  const struct gk_xml_attribute *own = gk_xml_lookup(root, "id"), *extends = gk_xml_lookup(root, "extends");
  if (own && !strchr(id, '/') && strcmp(own->value, id) != 0) gk_lang_report(c->l, &gk_msg_lang_layout_other, own->value_place, own->value, id);
  if (from) check_base(c->l, root);
  c->ids[c->count++] = own ? own->value : id;
  if (extends) {
    struct gk_xml_node *base = may_extend(c, extends) ? load(c, extends->value, extends) : NULL;
    if (!base) return NULL;
    gather_sheets(c->l, c->layers, root);
    gk_lang_extend(c->l, root, base);
  } else {
    gather_sheets(c->l, c->layers, root);
    gk_lang_extend(c->l, root, NULL);
  }
  return root;
}

struct gk_xml_node *gk_lang_layers_load(struct gk_lang *l, struct gk_lang_layers *layers, const char *id) {
  struct chain c = {.l = l, .layers = layers};
  return load(&c, id, NULL);
}

/* ------------------------------------------------------- the head */

static void check_language(struct gk_lang *l, const struct gk_xml_node *root, struct gk_layout *layout) {
  const struct gk_xml_attribute *a = gk_xml_lookup(root, "language");
  layout->language = a ? a->value : "zh-CN";
  if (!a) return;
  size_t letters = 0;
  bool fine = true;
  for (const char *p = a->value; *p; p++) {
    bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
    fine &= letter || (letters >= 2 && ((*p >= '0' && *p <= '9') || (*p == '-' && p[1] && p[1] != '-')));
    letters += letter;
  }
  if (!fine || letters < 2) gk_lang_report(l, &gk_msg_lang_language, a->value_place, a->value);
}

static void read_head(struct gk_lang *l, const struct gk_xml_node *root, struct gk_layout *layout) {
  gk_lang_attributes(l, root, HEAD);
  const struct gk_xml_attribute *id = gk_xml_lookup(root, "id"), *extends = gk_xml_lookup(root, "extends");
  layout->id = id ? id->value : "";
  if (id && !is_id(id->value)) gk_lang_report(l, &gk_msg_lang_layout_id, id->value_place, id->value);
  layout->title = gk_lang_string(l, root, "title");
  layout->extends = extends ? extends->value : NULL;
  layout->year = gk_lang_count(l, root, "year", 1949, 2199, 0);
  check_language(l, root, layout);
}

static void read_documents(struct gk_lang *l, const struct gk_xml_node *root, struct gk_layout *layout) {
  size_t capacity = 0;
  for (const struct gk_xml_node *n = root->first; n && !gk_arena_failed(l->arena); n = n->next) {
    if (gk_lang_text_child(l, n) || gk_lang_is(n, "styles")) continue;
    if (!gk_lang_is(n, "document")) {
      gk_lang_refuse_element(l, n, CHILDREN);
      continue;
    }
    struct gk_document_node *document = gk_lang_document(l, layout, n);
    struct gk_document_node **documents = gk_arena_grow(l->arena, layout->documents, &capacity, layout->document_count + 1, sizeof *documents);
    if (!document || !documents) continue;
    layout->documents = documents;
    documents[layout->document_count++] = document;
    const struct gk_xml_attribute *name = gk_xml_lookup(n, "name");
    for (size_t i = 0; name && i + 1 < layout->document_count; i++)
      if (strcmp(documents[i]->name, document->name) == 0) gk_lang_report(l, &gk_msg_lang_document_twice, name->value_place, document->name);
  }
  gk_lang_includes(l, layout);
  if (layout->document_count == 0 && !l->failed) gk_lang_report(l, &gk_msg_lang_no_document, root->place, layout->id);
}

/* ------------------------------------------------------- all */

static void load_all(struct gk_lang *l, struct gk_lang_layers *layers, const char *id, struct gk_layout *layout) {
  if (!gk_file_is_dir(layers->dir)) {
    gk_lang_report(l, &gk_msg_lang_layout_folder, gk_place_none(), layers->dir);
    return;
  }
  char *common = gk_file_join(l->arena, layers->dir, "common");
  if (common && !gk_file_is_dir(common)) {
    gk_lang_report(l, &gk_msg_lang_layout_common, gk_place_none(), layers->dir);
    return;
  }
  struct gk_xml_node *model = read_common(l, layers, "model.xml", "model");
  struct gk_xml_node *terms = model ? read_common(l, layers, "terms.xml", "terms") : NULL;
  struct gk_xml_node *styles = terms ? read_common(l, layers, "styles.xml", "styles") : NULL;
  if (!styles) return;
  layout->model = gk_lang_model(l, model);
  if (!layout->model || gk_arena_failed(l->arena)) return;
  if (!l->failed) gk_lang_terms(l, terms, layout);
  gk_lang_field_names(l, layout->model->root);
  read_codes(l, layers, layout->model);
  if (l->failed) return; /* of names that a faulty model lacks nothing is said */
  l->model = layout->model;
  add_sheet(l, layers, styles);
  struct gk_xml_node *root = gk_lang_layers_load(l, layers, id);
  if (!root || gk_arena_failed(l->arena)) return;
  gk_lang_styles(l, &layers->sheets, layout);
  read_head(l, root, layout);
  if (!gk_arena_failed(l->arena)) read_documents(l, root, layout);
}

struct gk_layout *gk_layout_load(struct gk_arena *arena, const char *dir, const char *id, struct gk_diag_sink *sink) {
  struct gk_lang l = {.arena = arena, .sink = sink};
  struct gk_lang_layers layers = {.dir = dir};
  struct gk_layout *layout = gk_arena_alloc(arena, sizeof *layout);
  if (layout) load_all(&l, &layers, id, layout);
  if (gk_arena_failed(arena)) {
    gk_report_memory(sink);
    return NULL;
  }
  if (!layout || l.failed) return NULL;
  layout->sources = layers.sources;
  layout->source_count = layers.source_count;
  return layout;
}

const struct gk_document_node *gk_layout_document(const struct gk_layout *layout, const char *name) {
  for (size_t i = 0; i < layout->document_count; i++)
    if (!name || strcmp(layout->documents[i]->name, name) == 0) return layout->documents[i];
  return NULL;
}

/* ------------------------------------------------------- what there is */

static void add_document(struct gk_lang *l, struct gk_layout_summary *summary, const char *name) {
  for (size_t i = 0; i < summary->document_count; i++)
    if (strcmp(summary->documents[i], name) == 0) return;
  const char **names = gk_arena_array(l->arena, summary->document_count + 1, sizeof *names);
  if (!names) return;
  for (size_t i = 0; i < summary->document_count; i++) names[i] = summary->documents[i];
  names[summary->document_count++] = name;
  summary->documents = names;
}

static bool summarize(struct gk_lang *l, const char *path, struct gk_layout_summary *summary) {
  struct gk_lang_layers layers = {0};
  struct gk_layout head = {0};
  bool before = l->failed;
  l->failed = false;
  struct gk_xml_node *root = gk_lang_read(l, &layers, path, "layout");
  if (root) read_head(l, root, &head);
  bool fine = root && !l->failed;
  l->failed |= before;
  *summary = (struct gk_layout_summary){.id = head.id, .title = head.title, .extends = head.extends, .path = path, .year = head.year};
  for (const struct gk_xml_node *n = fine ? root->first : NULL; n; n = n->next) {
    const struct gk_xml_attribute *name = gk_lang_is(n, "document") ? gk_xml_lookup(n, "name") : NULL;
    if (name) add_document(l, summary, name->value);
  }
  return fine;
}

/* A layout has the documents of those it extends before its own, and changes one by its name. */
static void inherit_documents(struct gk_lang *l, const struct gk_layout_summary *own, size_t n, size_t index, struct gk_layout_summary *out) {
  const struct gk_layout_summary *chain[EXTENDS_MOST + 1] = {&own[index]};
  size_t depth = 1;
  for (const struct gk_layout_summary *s = chain[0]; s && s->extends && depth <= EXTENDS_MOST;) {
    const char *wanted = s->extends;
    s = NULL;
    for (size_t i = 0; i < n && !s; i++)
      if (strcmp(own[i].id, wanted) == 0) s = &own[i];
    if (s) chain[depth++] = s;
  }
  out->documents = NULL;
  out->document_count = 0;
  while (depth--)
    for (size_t i = 0; i < chain[depth]->document_count; i++) add_document(l, out, chain[depth]->documents[i]);
}

bool gk_layout_list(struct gk_arena *arena, const char *dir, struct gk_layout_summary **list, size_t *n, struct gk_diag_sink *sink) {
  struct gk_lang l = {.arena = arena, .sink = sink};
  const char **names;
  size_t count;
  *list = NULL;
  *n = 0;
  if (!gk_file_is_dir(dir)) {
    gk_lang_report(&l, &gk_msg_lang_layout_folder, gk_place_none(), dir);
    return false;
  }
  if (!gk_file_list(arena, dir, &names, &count, sink)) return false;
  *list = gk_arena_array(arena, count + 1, sizeof **list);
  for (size_t i = 0; *list && i < count; i++) {
    char *path = layout_file(&l, dir, names[i]);
    /* A faulty one is reported and left out; the others are still of use. */
    if (path && gk_file_exists(path) && summarize(&l, path, &(*list)[*n])) ++*n;
  }
  struct gk_layout_summary *own = gk_arena_array(arena, *n + 1, sizeof *own);
  for (size_t i = 0; own && i < *n; i++) own[i] = (*list)[i];
  for (size_t i = 0; own && i < *n; i++) inherit_documents(&l, own, *n, i, &(*list)[i]);
  if (!gk_arena_failed(arena)) return true;
  gk_report_memory(sink);
  return false;
}
