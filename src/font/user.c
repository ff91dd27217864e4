/* The user's own fonts: a section a role, `file`, `index`, `sha256` (fonts/README.md,
 * section 5). A user's font stands before the role's free chain, which stays
 * behind it: a GB2312 font lacks the characters of many names. With `characters`
 * it sets these only, in one role or in all (全部), and comes before everything. Whether the file
 * can be used is found out when it is opened. */
#include "font/user.h"

#include <string.h>

#include "font/ini.h"
#include "font/lock.h"
#include "font/take.h"

struct mapping {
  struct gk_fonts *fonts;
  struct gk_ini ini;
  int role;                /* -1: none or refused */
  bool in_section, all;    /* all: of all roles */
  const char *section, *file, *index, *sha256, *characters;
  uint32_t line, characters_line;
  uint64_t mapped;         /* roles seen, by bit */
  bool failed;
};

static void fault(struct mapping *m, const struct gk_message *message, uint32_t line, const char *third, const char *fourth) {
  gk_ini_report(&m->ini, message, line, third, fourth);
  m->failed = true;
}

static void no_memory(struct mapping *m) {
  gk_report_memory(m->ini.sink);
  m->failed = true;
}

/* Relative paths start from the mapping's own folder, so that folder and fonts can move together. */
static const char *resolve(struct mapping *m, const char *file) {
  const char *slash = strrchr(m->ini.file, '/');
  if (file[0] == '/') return file;
  if (!slash) return gk_arena_strdup(m->fonts->arena, file);
  return gk_arena_printf(m->fonts->arena, "%.*s%s", (int)(slash - m->ini.file + 1), m->ini.file, file);
}

/* The same face for two roles is one font, embedded once. */
static int find_own(const struct gk_fonts *fonts, const char *path, int index) {
  for (size_t i = 0; i < fonts->count; i++)
    if (fonts->items[i].info.from_user && fonts->items[i].info.index == index && strcmp(fonts->items[i].info.path, path) == 0) return (int)i;
  return -1;
}

static int add_font(struct mapping *m, const char *path, int index) {
  struct gk_fonts *fonts = m->fonts;
  struct gk_font *items = gk_arena_grow(fonts->arena, fonts->items, &fonts->capacity, fonts->count + 1, sizeof *items);
  const char *name = gk_arena_printf(fonts->arena, "自备%s%s", m->all ? "" : fonts->roles[m->role].name, m->characters ? "补字" : "");
  if (!items || !name) {
    no_memory(m);
    return -1;
  }
  fonts->items = items;
  const char *slash = strrchr(path, '/');
  items[fonts->count] = (struct gk_font){.info = {.name = name, .family = name, .file = slash ? slash + 1 : path, .sha256 = m->sha256, .path = path,
                                                  .index = index, .present = gk_file_exists(path), .from_user = true}};
  return (int)fonts->count++;
}

static void put_before_chain(struct mapping *m, uint16_t font) {
  struct gk_role *role = &m->fonts->roles[m->role];
  uint16_t *chain = gk_arena_array(m->fonts->arena, role->count + 1, sizeof *chain);
  if (!chain) {
    no_memory(m);
    return;
  }
  chain[0] = font;
  memcpy(chain + 1, role->chain, role->count * sizeof *chain);
  role->chain = chain;
  role->capacity = ++role->count;
  role->own++;
}

/* Characters of one role, or of all, to a font. */
static void put_characters(struct mapping *m, uint16_t font) {
  for (size_t i = 0; i < m->fonts->role_count && !m->failed; i++)
    if (m->all || (int)i == m->role)
      m->failed = !gk_takes_read(&m->ini, &m->fonts->roles[i].own_takes, m->characters_line, "characters", m->characters, font);
}

static void check_section(struct mapping *m, uint64_t *index) {
  if (!m->file || !*m->file) fault(m, &gk_msg_font_missing_key, m->line, m->section, "file");
  else if (m->all && !m->characters) fault(m, &gk_msg_font_missing_key, m->line, m->section, "characters");
  if (m->characters && !*m->characters) fault(m, &gk_msg_font_bad_value, m->characters_line, "characters", "");
  if (m->index && !gk_lock_number(m->index, 255, index)) fault(m, &gk_msg_font_bad_value, m->line, "index", m->index);
  if (m->sha256 && !gk_lock_is_sha256(m->sha256)) fault(m, &gk_msg_font_bad_value, m->line, "sha256", m->sha256);
  if (m->characters || m->role < 0) return;
  if (m->mapped >> m->role & 1) fault(m, &gk_msg_font_duplicate, m->line, m->section, "");
  m->mapped |= (uint64_t)1 << m->role;
}

static void end_section(struct mapping *m) {
  uint64_t index = 0;
  if (!m->in_section || (m->role < 0 && !m->all)) return;
  check_section(m, &index);
  if (m->failed) return;
  if (m->fonts->count >= GK_FONTS_MAX) {
    fault(m, &gk_msg_font_too_many, m->line, "", "");
    return;
  }
  const char *path = resolve(m, m->file);
  if (!path) {
    no_memory(m);
    return;
  }
  int font = find_own(m->fonts, path, (int)index);
  if (font < 0) font = add_font(m, path, (int)index);
  else if (!m->fonts->items[font].info.sha256) m->fonts->items[font].info.sha256 = m->sha256;
  if (font < 0) return;
  if (m->characters) put_characters(m, (uint16_t)font);
  else put_before_chain(m, (uint16_t)font);
}

/* "小标宋、宋体、…" for the message. */
static const char *role_names(struct mapping *m) {
  const char *list = "";
  for (size_t i = 0; list && i < m->fonts->role_count; i++)
    list = gk_arena_printf(m->fonts->arena, "%s%s%s", list, i ? "、" : "", m->fonts->roles[i].name);
  return list ? list : "";
}

static void begin_section(struct mapping *m) {
  m->in_section = true;
  m->section = m->ini.kind;
  m->line = m->ini.line;
  m->file = m->index = m->sha256 = m->characters = NULL;
  m->role = *m->ini.name ? -1 : gk_lock_role(m->fonts, m->section);
  m->all = !*m->ini.name && (strcmp(m->section, "全部") == 0 || strcmp(m->section, "all") == 0);
  if (m->role < 0 && !m->all) fault(m, &gk_msg_font_unknown_role, m->line, m->section, role_names(m));
}

static void read_key(struct mapping *m) {
  const char *key = m->ini.key;
  const char **value = strcmp(key, "file") == 0 || strcmp(key, "文件") == 0     ? &m->file
                       : strcmp(key, "index") == 0 || strcmp(key, "序号") == 0 ? &m->index
                       : strcmp(key, "characters") == 0 || strcmp(key, "字符") == 0 ? &m->characters
                       : strcmp(key, "sha256") == 0                            ? &m->sha256
                                                                               : NULL;
  if (!value || !m->in_section) fault(m, &gk_msg_font_unknown_key, m->ini.line, key, "");
  else if (*value) fault(m, &gk_msg_font_duplicate, m->ini.line, key, "");
  else *value = m->ini.value;
  if (value == &m->characters) m->characters_line = m->ini.line;
}

bool gk_user_read(struct gk_fonts *fonts, const char *path, struct gk_diag_sink *sink) {
  struct mapping m = {.fonts = fonts, .role = -1};
  enum gk_ini_event event;
  if (!gk_ini_open(&m.ini, fonts->arena, path, sink)) return false;
  while ((event = gk_ini_next(&m.ini)) != GK_INI_END) {
    if (event == GK_INI_BAD) m.failed = true;
    else if (event == GK_INI_SECTION) end_section(&m), begin_section(&m);
    else read_key(&m);
  }
  end_section(&m);
  return !m.failed && !gk_arena_failed(fonts->arena);
}
