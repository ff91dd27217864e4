/* The lock: which files there are, from which packages, and which roles use
 * them in which order (fonts/README.md, section 4). Decides nothing about the
 * files themselves; they are looked at when first used. */
#include "font/lock.h"

#include <string.h>

#include "font/take.h"

enum kind { NOTHING, PACKAGE, FONT, OTHER_FILE, ROLE };

struct reading {
  struct gk_fonts *fonts;
  struct gk_ini ini;
  enum kind kind;
  const char *section; /* its name */
  uint32_t line;       /* where it began */
  struct gk_lock_item item;
  struct gk_role role;
  bool format, failed;
};

/* --- words */

bool gk_lock_is_sha256(const char *text) {
  size_t n = 0;
  for (; text[n]; n++)
    if (!((text[n] >= '0' && text[n] <= '9') || (text[n] >= 'a' && text[n] <= 'f'))) return false;
  return n == 64;
}

bool gk_lock_number(const char *text, uint64_t most, uint64_t *out) {
  uint64_t value = 0;
  if (!*text) return false;
  for (; *text; text++) {
    if (*text < '0' || *text > '9') return false;
    unsigned digit = (unsigned)(*text - '0');
    if (value > (most - digit) / 10 || digit > most) return false;
    value = value * 10 + digit;
  }
  *out = value;
  return true;
}

/* A relative path that stays in its folder and needs no quoting in a shell. */
static bool is_plain_path(const char *text) {
  if (!*text || *text == '/' || *text == '-' || *text == '.' || strstr(text, "..")) return false;
  for (; *text; text++) {
    char c = *text;
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '_' || c == '-' || c == '+' || c == '/')) return false;
  }
  return true;
}

static void fault(struct reading *r, const struct gk_message *message, uint32_t line, const char *third, const char *fourth) {
  gk_ini_report(&r->ini, message, line, third, fourth);
  r->failed = true;
}

static bool no_memory(struct reading *r) {
  gk_report_memory(r->ini.sink);
  r->failed = true;
  return false;
}

/* --- look-ups */

static int find_font(const struct gk_fonts *fonts, const char *name, size_t n) {
  for (size_t i = 0; i < fonts->count; i++)
    if (strlen(fonts->items[i].info.name) == n && memcmp(fonts->items[i].info.name, name, n) == 0) return (int)i;
  return -1;
}

static const struct gk_lock_item *find_item(const struct gk_lock_item *items, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(items[i].name, name) == 0) return &items[i];
  return NULL;
}

int gk_lock_role(const struct gk_fonts *fonts, const char *name) {
  for (size_t i = 0; i < fonts->role_count; i++) {
    const struct gk_role *role = &fonts->roles[i];
    if (strcmp(role->name, name) == 0 || (role->also && strcmp(role->also, name) == 0)) return (int)i;
  }
  return -1;
}

/* --- packages, fonts, other files: every key is a text, checked when the section ends */

struct key { const char *name; size_t at; unsigned needed_by, known_by; };
#define IN(kind) (1u << (kind))
#define ALL_FILES (IN(FONT) | IN(OTHER_FILE))
static const struct key KEYS[] = {
    {"version", offsetof(struct gk_lock_item, version), IN(PACKAGE), IN(PACKAGE)},
    {"family", offsetof(struct gk_lock_item, family), IN(FONT), IN(FONT)},
    {"index", offsetof(struct gk_lock_item, index), IN(FONT), IN(FONT)},
    {"postscript", offsetof(struct gk_lock_item, postscript), IN(FONT), IN(FONT)},
    {"file", offsetof(struct gk_lock_item, file), ALL_FILES, ALL_FILES},
    {"package", offsetof(struct gk_lock_item, package), ALL_FILES, ALL_FILES},
    {"inside", offsetof(struct gk_lock_item, inside), ALL_FILES, ALL_FILES},
    {"bytes", offsetof(struct gk_lock_item, bytes), ALL_FILES | IN(PACKAGE), ALL_FILES | IN(PACKAGE)},
    {"sha256", offsetof(struct gk_lock_item, sha256), ALL_FILES | IN(PACKAGE), ALL_FILES | IN(PACKAGE)},
    {"licence", offsetof(struct gk_lock_item, licence), IN(FONT), ALL_FILES},
    {"optional", offsetof(struct gk_lock_item, optional), 0, ALL_FILES},
};
#define KEY_COUNT (sizeof KEYS / sizeof *KEYS)

static const char **item_value(struct gk_lock_item *item, const struct key *key) { return (const char **)(void *)((char *)item + key->at); }

static void item_key(struct reading *r) {
  for (size_t i = 0; i < KEY_COUNT; i++) {
    if (!(KEYS[i].known_by & IN(r->kind)) || strcmp(KEYS[i].name, r->ini.key) != 0) continue;
    const char **value = item_value(&r->item, &KEYS[i]);
    if (*value) fault(r, &gk_msg_font_duplicate, r->ini.line, r->ini.key, "");
    else *value = r->ini.value;
    return;
  }
  fault(r, &gk_msg_font_unknown_key, r->ini.line, r->ini.key, "");
}

static bool item_check(struct reading *r) {
  struct gk_lock_item *item = &r->item;
  bool good = true;
  uint64_t number;
  for (size_t i = 0; i < KEY_COUNT; i++) {
    const char *value = *item_value(item, &KEYS[i]);
    bool wrong = false;
    if (!value) {
      if (!(KEYS[i].needed_by & IN(r->kind))) continue;
      fault(r, &gk_msg_font_missing_key, r->line, r->section, KEYS[i].name);
      good = false;
      continue;
    }
    if (strcmp(KEYS[i].name, "sha256") == 0) wrong = !gk_lock_is_sha256(value);
    else if (strcmp(KEYS[i].name, "bytes") == 0) wrong = !gk_lock_number(value, (uint64_t)1 << 40, &number);
    else if (strcmp(KEYS[i].name, "index") == 0) wrong = !gk_lock_number(value, 255, &number);
    else if (strcmp(KEYS[i].name, "optional") == 0) wrong = strcmp(value, "yes") != 0 && strcmp(value, "no") != 0;
    else if (strcmp(KEYS[i].name, "file") == 0 || strcmp(KEYS[i].name, "inside") == 0) wrong = !is_plain_path(value);
    else wrong = !*value;
    if (wrong) fault(r, &gk_msg_font_bad_value, r->line, KEYS[i].name, value);
    good = good && !wrong;
  }
  return good;
}

static bool keep_item(struct reading *r, struct gk_lock_item **items, size_t *count, size_t *capacity) {
  if (find_item(*items, *count, r->item.name)) {
    fault(r, &gk_msg_font_duplicate, r->line, r->section, "");
    return false;
  }
  struct gk_lock_item *moved = gk_arena_grow(r->fonts->arena, *items, capacity, *count + 1, sizeof *moved);
  if (!moved) return no_memory(r);
  *items = moved;
  moved[(*count)++] = r->item;
  return true;
}

static void keep_font(struct reading *r, const struct gk_lock_item *package) {
  struct gk_fonts *fonts = r->fonts;
  const struct gk_lock_item *item = &r->item;
  uint64_t index = 0, bytes = 0;
  if (find_font(fonts, item->name, strlen(item->name)) >= 0) {
    fault(r, &gk_msg_font_duplicate, r->line, r->section, "");
    return;
  }
  if (fonts->count >= GK_FONTS_MAX) {
    fault(r, &gk_msg_font_too_many, r->line, "", "");
    return;
  }
  struct gk_font *moved = gk_arena_grow(fonts->arena, fonts->items, &fonts->capacity, fonts->count + 1, sizeof *moved);
  char *path = gk_file_join(fonts->arena, fonts->dir, item->file);
  if (!moved || !path) {
    no_memory(r);
    return;
  }
  fonts->items = moved;
  (void)gk_lock_number(item->index, 255, &index);
  (void)gk_lock_number(item->bytes, (uint64_t)1 << 40, &bytes);
  moved[fonts->count++] = (struct gk_font){
      .info = {.name = item->name, .family = item->family, .file = item->file, .package = item->package, .version = package->version,
               .licence = item->licence, .sha256 = item->sha256, .path = path, .index = (int)index,
               .optional = item->optional && strcmp(item->optional, "yes") == 0, .present = gk_file_exists(path)},
      .postscript = item->postscript,
      .bytes = bytes};
}

static void end_item(struct reading *r) {
  struct gk_fonts *fonts = r->fonts;
  r->item.name = r->section;
  r->item.line = r->line;
  if (!item_check(r)) return;
  if (r->kind == PACKAGE) {
    keep_item(r, &fonts->packages, &fonts->package_count, &fonts->package_capacity);
    return;
  }
  const struct gk_lock_item *package = find_item(fonts->packages, fonts->package_count, r->item.package);
  if (!package) {
    fault(r, &gk_msg_font_unknown_name, r->line, "package", r->item.package);
    return;
  }
  if (r->kind == FONT) {
    keep_font(r, package);
    return;
  }
  r->item.version = package->version;
  keep_item(r, &fonts->files, &fonts->file_count, &fonts->file_capacity);
}

/* --- roles */

static void role_chain(struct reading *r) {
  const char *at = r->ini.value, *word;
  size_t n;
  if (r->role.count) fault(r, &gk_msg_font_duplicate, r->ini.line, "chain", "");
  while (gk_ini_word(&at, &word, &n)) {
    int font = find_font(r->fonts, word, n);
    char *copy = gk_arena_strndup(r->fonts->arena, word, n);
    if (!copy) {
      no_memory(r);
      return;
    }
    if (font < 0) {
      fault(r, &gk_msg_font_unknown_name, r->ini.line, "chain", copy);
      continue;
    }
    for (size_t i = 0; i < r->role.count; i++)
      if (r->role.chain[i] == font) fault(r, &gk_msg_font_duplicate, r->ini.line, copy, "");
    if (r->role.count && !r->fonts->items[font].info.optional && r->fonts->items[r->role.chain[r->role.count - 1]].info.optional)
      fault(r, &gk_msg_font_optional_first, r->ini.line, r->fonts->items[r->role.chain[r->role.count - 1]].info.name, copy);
    uint16_t *chain = gk_arena_grow(r->fonts->arena, r->role.chain, &r->role.capacity, r->role.count + 1, sizeof *chain);
    if (!chain) {
      no_memory(r);
      return;
    }
    r->role.chain = chain;
    chain[r->role.count++] = (uint16_t)font;
  }
}

static void role_key(struct reading *r) {
  const char *key = r->ini.key, *value = r->ini.value;
  if (strcmp(key, "chain") == 0) {
    role_chain(r);
  } else if (strcmp(key, "also") == 0) {
    r->role.also = value;
    if (gk_lock_role(r->fonts, value) >= 0) fault(r, &gk_msg_font_duplicate, r->ini.line, value, "");
  } else if (strcmp(key, "latin") == 0) {
    r->role.latin = gk_lock_role(r->fonts, value);
    if (r->role.latin < 0) fault(r, &gk_msg_font_unknown_name, r->ini.line, key, value);
  } else if (strncmp(key, "take ", 5) == 0) {
    const char *name = key + 5;
    while (*name == ' ' || *name == '\t') name++;
    int font = find_font(r->fonts, name, strlen(name));
    if (font < 0) fault(r, &gk_msg_font_unknown_name, r->ini.line, "take", name);
    else if (!gk_takes_read(&r->ini, &r->role.takes, r->ini.line, key, value, (uint16_t)font)) r->failed = true;
  } else {
    fault(r, &gk_msg_font_unknown_key, r->ini.line, key, "");
  }
}

static void end_role(struct reading *r) {
  struct gk_fonts *fonts = r->fonts;
  r->role.name = r->section;
  if (!r->role.count) fault(r, &gk_msg_font_missing_key, r->line, r->section, "chain");
  if (gk_lock_role(fonts, r->section) >= 0) fault(r, &gk_msg_font_duplicate, r->line, r->section, "");
  if (fonts->role_count >= GK_ROLES_MAX) {
    fault(r, &gk_msg_font_too_many, r->line, "", "");
    return;
  }
  struct gk_role *roles = gk_arena_grow(fonts->arena, fonts->roles, &fonts->role_capacity, fonts->role_count + 1, sizeof *roles);
  if (!roles) {
    no_memory(r);
    return;
  }
  fonts->roles = roles;
  roles[fonts->role_count++] = r->role;
}

/* --- sections */

static void end_section(struct reading *r) {
  if (r->kind == ROLE) end_role(r);
  else if (r->kind != NOTHING) end_item(r);
  r->kind = NOTHING;
}

static void begin_section(struct reading *r) {
  static const struct { const char *word; enum kind kind; } KINDS[] = {{"package", PACKAGE}, {"font", FONT}, {"file", OTHER_FILE}, {"role", ROLE}};
  r->section = r->ini.name;
  r->line = r->ini.line;
  r->item = (struct gk_lock_item){0};
  r->role = (struct gk_role){.latin = -1};
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
    if (strcmp(KINDS[i].word, r->ini.kind) == 0 && *r->section) r->kind = KINDS[i].kind;
  if (r->kind == NOTHING) fault(r, &gk_msg_font_unknown_section, r->line, r->ini.kind, "");
}

static void top_key(struct reading *r) {
  if (r->section) return; /* in a section that was refused: told already */
  if (strcmp(r->ini.key, "format") != 0) fault(r, &gk_msg_font_unknown_key, r->ini.line, r->ini.key, "");
  else if (strcmp(r->ini.value, "1") != 0) fault(r, &gk_msg_font_format, r->ini.line, r->ini.value, "");
  r->format = true;
}

bool gk_lock_read(struct gk_fonts *fonts, const char *path, struct gk_diag_sink *sink) {
  struct reading r = {.fonts = fonts};
  enum gk_ini_event event;
  if (!gk_ini_open(&r.ini, fonts->arena, path, sink)) return false;
  while ((event = gk_ini_next(&r.ini)) != GK_INI_END) {
    if (event == GK_INI_BAD) r.failed = true;
    else if (event == GK_INI_SECTION) end_section(&r), begin_section(&r);
    else if (r.kind == NOTHING) top_key(&r);
    else if (r.kind == ROLE) role_key(&r);
    else item_key(&r);
  }
  end_section(&r);
  if (!r.failed && !r.format) fault(&r, &gk_msg_font_format, 1, "", "");
  if (!r.failed && !fonts->role_count) fault(&r, &gk_msg_font_no_roles, 1, "", "");
  return !r.failed && !gk_arena_failed(fonts->arena);
}
