/* `extends`: next year as a difference. Works on the XML before anything is
 * checked, so that every piece keeps the place it came from.
 *
 * In a document of the same name as one of the base, an element with an id takes
 * the place of the base's element of that id; <insert after= | before=> adds,
 * <remove id=/> takes away. Elements fall into classes (blocks, columns, rows …)
 * and replace only their like. An id may be written “outer/inner” to say in which
 * element with an id it is; a column without an id goes by its of=. */
#include <string.h>

#include "lang/inside.h"

enum class { CLASS_NONE, CLASS_BLOCK, CLASS_COLUMN, CLASS_ROW, CLASS_ITEM, CLASS_NOTE, CLASS_ANY };
struct class_words { const char *words, *zh, *en; };
static const struct class_words classes[] = {
    [CLASS_NONE] = {"", "元素", "element"},
    [CLASS_BLOCK] = {"title p section list table form when signature attachments annex cover contents include", "段、节、列表或表", "block"},
    [CLASS_COLUMN] = {"col group", "栏", "column"},
    [CLASS_ROW] = {"row rows total band side", "行", "row"},
    [CLASS_ITEM] = {"item", "项", "item"},
    [CLASS_NOTE] = {"note footnote", "注", "note"},
    [CLASS_ANY] = {"", "元素", "element"}};

static enum class class_of(const struct gk_xml_node *node) {
  for (int c = CLASS_BLOCK; node->name && c < CLASS_ANY; c++)
    if (gk_lang_word(classes[c].words, node->name, strlen(node->name)) >= 0) return (enum class)c;
  return CLASS_NONE;
}

static struct gk_xml_attribute *attribute(const struct gk_xml_node *node, const char *name) {
  for (struct gk_xml_attribute *a = node->attributes; a; a = a->next)
    if (strcmp(a->name, name) == 0) return a;
  return NULL;
}

/* The attribute an element is known by. */
static struct gk_xml_attribute *id_of(const struct gk_xml_node *node) {
  struct gk_xml_attribute *id = attribute(node, "id");
  if (id || !gk_lang_is(node, "col")) return id;
  id = attribute(node, "of");
  return id && !strchr(id->value, '/') ? id : NULL; /* a quotient is no name */
}

/* ------------------------------------------------------- finding */

#define FOUND_MOST 8
struct search {
  enum class class;
  const char *outer; size_t outer_size;   /* before the slash; size 0: anywhere */
  const char *id; size_t id_size;
  struct gk_xml_node *found[FOUND_MOST];
  size_t count;
};

static bool has_id(const struct gk_xml_node *node, const char *id, size_t n) {
  const struct gk_xml_attribute *a = id_of(node);
  return a && strlen(a->value) == n && memcmp(a->value, id, n) == 0;
}

/* The nearest element around the node that has an id of its own. */
static const struct gk_xml_node *holder(const struct gk_xml_node *node) {
  const struct gk_xml_node *p = node->parent;
  while (p && !attribute(p, "id")) p = p->parent;
  return p && !gk_lang_is(p, "layout") ? p : NULL;
}

static bool inside(const struct gk_xml_node *node, const char *outer, size_t n) {
  for (const struct gk_xml_node *p = node->parent; p; p = p->parent) {
    const struct gk_xml_attribute *id = attribute(p, "id");
    if (id && strlen(id->value) == n && memcmp(id->value, outer, n) == 0) return true;
  }
  return false;
}

static void search(struct search *s, struct gk_xml_node *node) {
  for (struct gk_xml_node *n = node->first; n; n = n->next) {
    enum class class = class_of(n);
    bool right = class != CLASS_NONE && (s->class == CLASS_ANY || s->class == class);
    if (right && has_id(n, s->id, s->id_size) && (s->outer_size == 0 || inside(n, s->outer, s->outer_size))) {
      if (s->count < FOUND_MOST) s->found[s->count] = n;
      s->count++;
    }
    search(s, n);
  }
}

struct names { const char **items; size_t count, capacity; };

static void gather_ids(struct gk_lang *l, const struct gk_xml_node *node, enum class class, struct names *names) {
  for (const struct gk_xml_node *n = node->first; n; n = n->next) {
    const struct gk_xml_attribute *id = class_of(n) != CLASS_NONE && (class == CLASS_ANY || class_of(n) == class) ? id_of(n) : NULL;
    const char **items = id ? gk_arena_grow(l->arena, names->items, &names->capacity, names->count + 1, sizeof *items) : NULL;
    if (items) {
      names->items = items;
      items[names->count++] = id->value;
    }
    gather_ids(l, n, class, names);
  }
}

static void report_many(struct gk_lang *l, const struct search *s, const struct gk_xml_attribute *a) {
  const char *list = "";
  for (size_t i = 0; i < s->count && i < FOUND_MOST && list; i++) {
    const struct gk_xml_node *h = holder(s->found[i]);
    list = gk_arena_printf(l->arena, "%s%s%s/%.*s", list, i ? " " : "", h ? attribute(h, "id")->value : "", (int)s->id_size, s->id);
  }
  gk_lang_report(l, &gk_msg_lang_target_many, a->value_place, a->value, list ? list : "");
}

/* The one element of the base that an attribute names; NULL after a report. */
static struct gk_xml_node *target(struct gk_lang *l, struct gk_xml_node *base, const struct gk_xml_attribute *a, enum class class) {
  const char *slash = strrchr(a->value, '/');
  struct search s = {.class = class, .id = slash ? slash + 1 : a->value};
  s.id_size = strlen(s.id);
  if (slash) {
    s.outer = a->value;
    s.outer_size = (size_t)(slash - a->value);
  }
  search(&s, base);
  if (s.count == 1) return s.found[0];
  if (s.count > 1) {
    report_many(l, &s, a);
    return NULL;
  }
  struct names names = {0};
  gather_ids(l, base, class, &names);
  gk_lang_report_near(l, &gk_msg_lang_target, a->value_place, a->value, names.items, names.count, classes[class].zh, classes[class].en);
  return NULL;
}

/* ------------------------------------------------------- changing */

static struct gk_xml_node *before(const struct gk_xml_node *node) {
  struct gk_xml_node *p = node->parent->first;
  if (p == node) return NULL;
  while (p->next != node) p = p->next;
  return p;
}

static void detach(struct gk_xml_node *node) {
  struct gk_xml_node *p = before(node), *parent = node->parent;
  if (p) p->next = node->next;
  else parent->first = node->next;
  if (parent->last == node) parent->last = p;
  node->parent = node->next = NULL;
}

/* Puts the node after `p` in `parent`; p NULL: first. */
static void attach(struct gk_xml_node *parent, struct gk_xml_node *p, struct gk_xml_node *node) {
  node->parent = parent;
  node->next = p ? p->next : parent->first;
  if (p) p->next = node;
  else parent->first = node;
  if (!node->next) parent->last = node;
}

/* “outer/inner” has done its work once the element stands in its place. */
static void strip_outer(struct gk_xml_node *node) {
  struct gk_xml_attribute *id = attribute(node, "id");
  const char *slash = id ? strrchr(id->value, '/') : NULL;
  if (slash) id->value = slash + 1;
}

/* <insert> and <remove> where there is nothing to change. */
static void refuse_changes(struct gk_lang *l, struct gk_xml_node *node) {
  for (struct gk_xml_node *n = node->first, *next; n; n = next) {
    next = n->next;
    if (gk_lang_is(n, "insert") || gk_lang_is(n, "remove")) {
      gk_lang_report(l, &gk_msg_lang_override_only, n->place, n->name);
      detach(n);
    } else {
      refuse_changes(l, n);
    }
  }
}

static void replace(struct gk_lang *l, struct gk_xml_node *base, struct gk_xml_node *change) {
  enum class class = class_of(change);
  const struct gk_xml_attribute *id = id_of(change);
  if (class == CLASS_NONE) {
    gk_lang_refuse_element(l, change, "title p section list table form when signature attachments annex cover contents include col group row rows total band side item note footnote insert remove");
    return;
  }
  if (!id) {
    gk_lang_report(l, &gk_msg_lang_override_id, change->place, change->name);
    return;
  }
  refuse_changes(l, change);
  struct gk_xml_node *old = target(l, base, id, class);
  if (!old) return;
  struct gk_xml_node *parent = old->parent, *p = before(old);
  detach(old);
  detach(change);
  attach(parent, p, change);
  strip_outer(change);
}

static void insert(struct gk_lang *l, struct gk_xml_node *base, struct gk_xml_node *change) {
  gk_lang_attributes(l, change, "after before");
  const struct gk_xml_attribute *after = attribute(change, "after"), *before_what = attribute(change, "before");
  if (!after == !before_what) {
    gk_lang_report(l, &gk_msg_lang_insert_where, change->place, "");
    return;
  }
  struct gk_xml_node *at = target(l, base, after ? after : before_what, CLASS_ANY);
  if (!at) return;
  refuse_changes(l, change);
  struct gk_xml_node *parent = at->parent, *p = after ? at : before(at);
  size_t count = 0;
  while (change->first) {
    struct gk_xml_node *n = change->first;
    if (n->text) gk_lang_text_child(l, n);
    detach(n);
    if (n->text) continue;
    attach(parent, p, n);
    p = n;
    count++;
  }
  if (count == 0) gk_lang_report(l, &gk_msg_lang_empty, change->place, change->name);
}

static void remove_one(struct gk_lang *l, struct gk_xml_node *base, struct gk_xml_node *change) {
  const struct gk_xml_attribute *id = attribute(change, "id");
  gk_lang_attributes(l, change, "id!");
  for (const struct gk_xml_node *n = change->first; n; n = n->next)
    if (!gk_lang_text_child(l, n)) gk_lang_refuse_element(l, n, "");
  struct gk_xml_node *old = id ? target(l, base, id, CLASS_ANY) : NULL;
  if (old) detach(old);
}

/* title=, file= and requires= of the change replace those of the base, or come to them. */
static void change_attributes(struct gk_lang *l, struct gk_xml_node *base, struct gk_xml_node *change) {
  gk_lang_attributes(l, change, "name! title file requires");
  for (struct gk_xml_attribute *b = change->attributes, *next; b; b = next) {
    next = b->next;
    if (gk_lang_word("title file requires", b->name, strlen(b->name)) < 0) continue;
    struct gk_xml_attribute **at = &base->attributes;
    while (*at && strcmp((*at)->name, b->name) != 0) at = &(*at)->next;
    b->next = *at ? (*at)->next : NULL;
    *at = b;
  }
}

/* The changes of one document, in the order they are written. */
static void change_document(struct gk_lang *l, struct gk_xml_node *base, struct gk_xml_node *changes) {
  change_attributes(l, base, changes);
  for (struct gk_xml_node *n = changes->first, *next; n && !gk_arena_failed(l->arena); n = next) {
    next = n->next;
    if (gk_lang_text_child(l, n)) continue;
    if (gk_lang_is(n, "insert")) insert(l, base, n);
    else if (gk_lang_is(n, "remove")) remove_one(l, base, n);
    else replace(l, base, n);
  }
}

/* ------------------------------------------------------- documents */

static struct gk_xml_node *document_named(const struct gk_xml_node *layout, const struct gk_xml_node *like) {
  const struct gk_xml_attribute *name = attribute(like, "name");
  for (struct gk_xml_node *n = layout->first; name && n; n = n->next) {
    const struct gk_xml_attribute *other = gk_lang_is(n, "document") ? attribute(n, "name") : NULL;
    if (other && strcmp(other->value, name->value) == 0) return n;
  }
  return NULL;
}

/* The base's documents come first, as they stand there; then those that the child adds. */
void gk_lang_extend(struct gk_lang *l, struct gk_xml_node *child, struct gk_xml_node *base) {
  struct gk_xml_node *last = NULL;
  for (struct gk_xml_node *n = child->first, *next; n; n = next) {
    next = n->next;
    struct gk_xml_node *changed = base && gk_lang_is(n, "document") ? document_named(base, n) : NULL;
    if (changed) {
      change_document(l, changed, n);
      detach(n);
    } else if (n->name) {
      refuse_changes(l, n);
    }
  }
  for (struct gk_xml_node *n = base ? base->first : NULL, *next; n; n = next) {
    next = n->next;
    if (!gk_lang_is(n, "document")) continue;
    detach(n);
    attach(child, last, n);
    last = n;
  }
}
