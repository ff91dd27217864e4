/* Lines, sections, keys. Places go into the message as file and line, not as a
 * gk_place: the sink outlives the text when opening the fonts fails. */
#include "font/ini.h"

#include <stdio.h>
#include <string.h>

#include "font/messages.h"

#define INI_LIMIT ((size_t)1 << 20)

bool gk_ini_open(struct gk_ini *ini, struct gk_arena *arena, const char *path, struct gk_diag_sink *sink) {
  const struct gk_source *source = gk_file_read(arena, path, INI_LIMIT, sink);
  if (!source) return false;
  *ini = (struct gk_ini){.arena = arena, .sink = sink, .file = path, .text = source->text, .size = source->size};
  size_t bad = gk_utf8_check(ini->text, ini->size);
  if (bad < ini->size) {
    uint32_t line = 1;
    for (size_t i = 0; i < bad; i++) line += ini->text[i] == '\n';
    gk_ini_report(ini, &gk_msg_font_encoding, line, "", "");
    return false;
  }
  if (ini->size >= 3 && memcmp(ini->text, "\xEF\xBB\xBF", 3) == 0) ini->at = 3;
  return true;
}

void gk_ini_report(const struct gk_ini *ini, const struct gk_message *message, uint32_t line, const char *third, const char *fourth) {
  char number[16];
  snprintf(number, sizeof number, "%u", (unsigned)line);
  gk_report(ini->sink, message, gk_place_none(), gk_place_none(), ini->file, number, third, fourth);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static void trim(const char **from, const char **to) {
  while (*from < *to && is_blank(**from)) ++*from;
  while (*to > *from && is_blank((*to)[-1])) --*to;
}

static const char *copy(struct gk_ini *ini, const char *from, const char *to) {
  trim(&from, &to);
  return gk_arena_strndup(ini->arena, from, (size_t)(to - from));
}

static enum gk_ini_event out_of_memory(struct gk_ini *ini) {
  gk_report_memory(ini->sink);
  ini->at = ini->size;
  return GK_INI_BAD;
}

static enum gk_ini_event section(struct gk_ini *ini, const char *from, const char *to) {
  const char *space = from;
  while (space < to && !is_blank(*space)) space++;
  ini->kind = copy(ini, from, space);
  ini->name = copy(ini, space, to);
  return ini->kind && ini->name ? GK_INI_SECTION : out_of_memory(ini);
}

bool gk_ini_word(const char **at, const char **word, size_t *n) {
  while (is_blank(**at)) ++*at;
  *word = *at;
  while (**at && !is_blank(**at)) ++*at;
  *n = (size_t)(*at - *word);
  return *n > 0;
}

enum gk_ini_event gk_ini_next(struct gk_ini *ini) {
  while (ini->at < ini->size) {
    const char *from = ini->text + ini->at, *end = memchr(from, '\n', ini->size - ini->at);
    const char *to = end ? end : ini->text + ini->size;
    ini->at = (size_t)(to - ini->text) + (end ? 1 : 0);
    ini->line++;
    trim(&from, &to);
    if (from == to || *from == '#' || *from == ';') continue;
    if (*from == '[') {
      if (to - from > 2 && to[-1] == ']') {
        const char *inner = from + 1, *close = to - 1;
        trim(&inner, &close);
        if (inner < close) return section(ini, inner, close);
      }
    } else {
      const char *equals = memchr(from, '=', (size_t)(to - from));
      if (equals && equals > from) {
        ini->key = copy(ini, from, equals);
        ini->value = copy(ini, equals + 1, to);
        return ini->key && ini->value ? GK_INI_KEY : out_of_memory(ini);
      }
    }
    gk_ini_report(ini, &gk_msg_font_syntax, ini->line, "", "");
    return GK_INI_BAD;
  }
  return GK_INI_END;
}
