/* Unicode's own test of line breaking, every line of it, through the room at level gb. Where we differ stands in the table below: the
 * classes on both sides, which way, how often, and why. A difference that is in no row fails, and so does a row whose number is not
 * exactly right: one that went away is struck out. ICU is held to the same file, so that it can be told whose a difference is. The file
 * comes with Debian's unicode-data. */
#include <unicode/uchar.h>

#include "text/breaks.h"
#include "text/face.h"
#include "text/hygiene.h"
#include "text/segment.h"

#define TEST_FILE "/usr/share/unicode/auxiliary/LineBreakTest.txt"

enum { CHARS_MOST = 64 };
struct line { char text[4 * CHARS_MOST + 1]; size_t size, chars; size_t at[CHARS_MOST]; uint32_t code[CHARS_MOST]; bool can[CHARS_MOST]; };

/* Lines that hold what is no text (halves of surrogate pairs), or what hygiene.c refuses or drops before lines are looked for: controls,
 * line feeds, zero-width characters, soft hyphens. */
enum { LINES = 7654, LEFT_OUT = 3069 };

enum side { BREAK, KEEP }; /* what we do and Unicode does not */

struct difference { const char *before, *after; enum side we; int count; const char *why; };

/* A combining mark counts as its base (LB9); spaces between the two are passed over. *: any class. The first row that fits. */
static const struct difference ours[] = {
    {"*", "B2", KEEP, 114, "GB/T 15834 5.1.6: 一字线不在行首 (a single —), also after a typed space, which is debris between Han"},
    {"*", "HY", KEEP, 66, "GB/T 15834 5.1.6: 短横线不在行首"},
    {"*", "NS CJ", KEEP, 124, "clreq 行首行尾禁则: 行首禁则 also holds after a typed space"},
    {"*", "PO", KEEP, 91, "clreq 符号分离禁则: ％ keeps with its figure, and begins no line in any case"},
    {"SY", "*", KEEP, 78, "GB/T 15834 5.1.9: 分隔号不在行尾"},
    {"PR", "*", KEEP, 54, "行尾禁则: ￥ $ № stand before a figure, also over a typed space"},
    {"AI", "*", KEEP, 64, "行尾禁则: § likewise"},
    {"*", "AI", BREAK, 21, "§ ⊕ are set in the Han face, and Han breaks anywhere"},
    {"AI AL", "OP", BREAK, 4, "⊕( likewise"},
    {"CP", "AL", BREAK, 1, ")⊖ likewise"},
    {"B2 CJ ID", "IN", BREAK, 5, "clreq 行首行尾禁则: 省略号 may begin a line below level strict"},
    {"NU", "ID", KEEP, 2, "GB/T 15835: 23本 is a figure with its unit"},
    {"HY", "NU", KEEP, 1, "clreq 符号分离禁则: a sign keeps with its figure, over a typed space too"},
    {"HY", "GL", KEEP, 2, "a no-break space binds on both sides"},
    {"HY", "AL XX SA", KEEP, 6, "ICU's own, see below"},
    {"IS", "NU", KEEP, 14, "ICU's own, see below"},
};

static const struct difference icus[] = {
    {"HY", "AL AI XX SA", KEEP, 8, "ICU 20.09 (Unicode 16: LB20a): a hyphen that begins a word stays with it"},
    {"IS", "NU", KEEP, 14, "ICU 13, 14: .5 is a figure"},
    {"AL", "IS", BREAK, 1, "ICU 14: equals .35, the space before such a figure is a break"},
};

enum { ROWS_MOST = 32 };
static int seen_ours[ROWS_MOST], seen_icus[ROWS_MOST], unexplained;

static const char *class_of(uint32_t c) {
  return u_getPropertyValueName(UCHAR_LINE_BREAK, u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK), U_SHORT_PROPERTY_NAME);
}

/* “÷ 0023 × 0308 ÷ # …”: can[i] says whether a line may begin with character i. */
static bool read_line(const char *from, struct line *line) {
  *line = (struct line){0};
  bool can = false;
  for (const char *s = from; *s != '\0' && *s != '#' && *s != '\n';) {
    if (strncmp(s, "÷", 2) == 0 || strncmp(s, "×", 2) == 0) {
      can = strncmp(s, "÷", 2) == 0;
      s += 2;
    } else if (*s == ' ' || *s == '\t') {
      s++;
    } else {
      char *end;
      unsigned long code = strtoul(s, &end, 16);
      assert_true(end > s && line->chars < CHARS_MOST);
      line->can[line->chars] = can;
      line->at[line->chars] = line->size;
      line->code[line->chars++] = (uint32_t)code;
      size_t put = gk_utf8_put((uint32_t)code, line->text + line->size);
      if (put == 0) return false; /* half a surrogate pair is no text */
      line->size += put;
      s = end;
    }
  }
  return line->chars > 0;
}

static bool listed(const char *list, const char *name) {
  size_t n = strlen(name);
  if (strcmp(list, "*") == 0) return true;
  for (const char *s = list; *s != '\0'; s += strcspn(s, " "), s += *s == ' ')
    if (strncmp(s, name, n) == 0 && (s[n] == ' ' || s[n] == '\0')) return true;
  return false;
}

static bool is_class(const struct line *line, size_t i, int class) {
  return u_getIntPropertyValue((UChar32)line->code[i], UCHAR_LINE_BREAK) == class;
}

static void differ(const char *whose, const struct difference *rows, size_t n, int *seen, const struct line *line, size_t i, enum side we) {
  size_t k = i - 1;
  while (k > 0 && (is_class(line, k, U_LB_SPACE) || (is_class(line, k, U_LB_COMBINING_MARK) && !is_class(line, k - 1, U_LB_SPACE)))) k--;
  const char *before = class_of(line->code[k]), *after = class_of(line->code[i]);
  for (size_t r = 0; r < n; r++)
    if (rows[r].we == we && listed(rows[r].before, before) && listed(rows[r].after, after)) {
      seen[r]++;
      return;
    }
  unexplained++;
  print_error("%s %s between %s and %s:", whose, we == BREAK ? "break" : "do not break", before, after);
  for (size_t c = 0; c < line->chars; c++) print_error("%s%04X", c == i ? " | " : " ", (unsigned)line->code[c]);
  print_error("\n");
}

static int wrong_counts(const char *whose, const struct difference *rows, size_t n, const int *seen) {
  int wrong = 0;
  for (size_t r = 0; r < n; r++) {
    if (seen[r] == rows[r].count) continue;
    print_error("%s, %s before %s: %d differences, the table says %d (%s)\n", whose, rows[r].before, rows[r].after, seen[r], rows[r].count, rows[r].why);
    wrong++;
  }
  return wrong;
}

/* Nothing is wrong, or only that Hebrew or Arabic cannot be set: where their lines break is still decided. */
static bool is_settable(const struct gk_text_work *work) {
  const struct gk_diag *d = gk_diag_first(sink);
  while (d != NULL && (d->severity != GK_ERROR || strcmp(d->message->id, "text.right-to-left") == 0)) d = d->next;
  return !work->faulty || d == NULL;
}

static bool joints_of(const struct line *line, struct gk_text_work *work, const struct gk_text_style *style, struct gk_text_run *run) {
  *run = (struct gk_text_run){.text = line->text, .size = line->size, .role = -1};
  *work = (struct gk_text_work){.arena = arena, .scratch = arena, .style = style, .runs = run, .run_count = 1, .sink = sink};
  gk_diag_sink_reset(sink);
  return gk_text_gather(work) && is_settable(work) && work->size == line->size && gk_segment_scripts(work) && gk_breaks_find(work);
}

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* One line of the file; false when the room does not get to see it. */
static bool check_line(const struct line *line, const struct gk_text_style *style) {
  bool can[sizeof line->text + 1];
  const char *why;
  struct gk_text_work work;
  struct gk_text_run run;
  assert_true(gk_text_line_breaks(line->text, line->size, can, &why));
  for (size_t i = 1; i < line->chars; i++)
    if (can[line->at[i]] != line->can[i]) differ("ICU", icus, COUNT(icus), seen_icus, line, i, can[line->at[i]] ? BREAK : KEEP);
  if (!joints_of(line, &work, style, &run)) return false;
  for (size_t i = 1; i < line->chars; i++) {
    bool we_break = work.joints[i].rank >= GK_BREAK_POOR;
    if (we_break != line->can[i]) differ("we", ours, COUNT(ours), seen_ours, line, i, we_break ? BREAK : KEEP);
  }
  return true;
}

static void test_file(void **state) {
  (void)state;
  FILE *file = fopen(TEST_FILE, "r");
  if (file == NULL) fail_msg("%s is missing: apt-get install unicode-data", TEST_FILE);
  struct gk_text_style style = plain_style();
  char buf[2048];
  int lines = 0, left_out = 0;
  while (fgets(buf, sizeof buf, file) != NULL) {
    struct line line;
    if (buf[0] == '#') continue;
    lines++;
    if (!read_line(buf, &line) || !check_line(&line, &style)) left_out++;
  }
  fclose(file);
  assert_int_equal(lines, LINES);
  assert_int_equal(left_out, LEFT_OUT);
  int wrong = wrong_counts("we", ours, COUNT(ours), seen_ours) + wrong_counts("ICU", icus, COUNT(icus), seen_icus);
  assert_int_equal(unexplained, 0);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_file)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
