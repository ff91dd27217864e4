#include "font/messages.h"

/* --- the lock and the user's mapping */

const struct gk_message gk_msg_font_encoding = {
    "font.encoding", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：不是正确的 UTF-8。请把文件另存为 UTF-8。",
    "{1}, line {2}: not valid UTF-8; save the file as UTF-8"};

const struct gk_message gk_msg_font_syntax = {
    "font.syntax", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：既不是“[节名]”，也不是“键 = 值”。以 # 开头的行是注释。",
    "{1}, line {2}: neither “[section]” nor “key = value”; comments begin with #"};

const struct gk_message gk_msg_font_format = {
    "font.format", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1}：字体清单的格式“{3}”不是本程序认识的“1”。请使用与程序同一版本的 fonts.lock。",
    "{1}: lock format “{3}” is not “1”; use the fonts.lock of this version of the program"};

const struct gk_message gk_msg_font_unknown_section = {
    "font.unknown-section", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：没有“{3}”这种节。清单里可用 package、font、file、role。",
    "{1}, line {2}: there is no section kind “{3}”; a lock has package, font, file and role"};

const struct gk_message gk_msg_font_unknown_key = {
    "font.unknown-key", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：这一节里没有“{3}”这个键。可用的键见 fonts/README.md。",
    "{1}, line {2}: this section has no key “{3}”; fonts/README.md lists them"};

const struct gk_message gk_msg_font_missing_key = {
    "font.missing-key", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：“{3}”一节缺少“{4}”。", "{1}, line {2}: section “{3}” lacks “{4}”"};

const struct gk_message gk_msg_font_duplicate = {
    "font.duplicate", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：“{3}”已经写过一次。请删去其中一处。",
    "{1}, line {2}: “{3}” is given a second time; remove one"};

const struct gk_message gk_msg_font_bad_value = {
    "font.bad-value", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：“{3}”的值“{4}”写法不对。各键的写法见 fonts/README.md。",
    "{1}, line {2}: the value “{4}” of “{3}” is malformed; see fonts/README.md"};

const struct gk_message gk_msg_font_unknown_name = {
    "font.unknown-name", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：“{3}”指的“{4}”前面没有定义。",
    "{1}, line {2}: “{3}” refers to “{4}”, which is not defined above"};

const struct gk_message gk_msg_font_unknown_role = {
    "font.unknown-role", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：没有名为“{3}”的角色。现有：{4}。",
    "{1}, line {2}: there is no role “{3}”; there are: {4}"};

const struct gk_message gk_msg_font_optional_first = {
    "font.optional-order", GK_ERROR, GK_STATUS_ENVIRONMENT,
    "{1} 第{2}行：可选字体“{3}”之后还有必备字体“{4}”。可选字体须放在链的最后，否则装与不装会排出不同的字形。",
    "{1}, line {2}: the optional font “{3}” stands before “{4}”; optional fonts come last, or their presence would change the output"};

const struct gk_message gk_msg_font_too_many = {
    "font.too-many", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 第{2}行：字体或角色太多（最多 256 个字体、64 个角色）。",
    "{1}, line {2}: too many fonts or roles (at most 256 and 64)"};

const struct gk_message gk_msg_font_no_roles = {
    "font.no-roles", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1}：字体清单里没有角色。", "{1}: the lock has no roles"};

/* --- font files */

const struct gk_message gk_msg_font_missing_file = {
    "font.missing-file", GK_ERROR, GK_STATUS_ENVIRONMENT, "缺少字体文件“{1}”（{2}，软件包 {3} {4}），应在 {5}。请运行 fonts/fetch 取得。",
    "the font file “{1}” ({2}, package {3} {4}) is missing; it belongs at {5}. Run fonts/fetch"};

const struct gk_message gk_msg_font_missing_own_file = {
    "font.missing-file", GK_ERROR, GK_STATUS_ENVIRONMENT, "缺少自备字体文件 {1}（角色“{2}”）。请核对字体对照文件里的路径。",
    "the user's font file {1} (role “{2}”) is missing; check its path in the font mapping"};

const struct gk_message gk_msg_font_unreadable = {
    "font.unreadable", GK_ERROR, GK_STATUS_ENVIRONMENT, "字体文件 {1} 不能读取：{2}。请核对文件和它的权限。",
    "the font file {1} cannot be read: {3}; check the file and its permissions"};

const struct gk_message gk_msg_font_different_file = {
    "font.different-file", GK_ERROR, GK_STATUS_ENVIRONMENT,
    "字体文件 {1} 与字体清单不符：sha256 应为 {2}，现为 {3}。可能是另一版本或已损坏。请运行 fonts/fetch，由它换成软件包 {4} {5} 里的文件。",
    "the font file {1} is not the locked one: sha256 should be {2} and is {3}. It is another version or damaged; run fonts/fetch to replace it by the one of package {4} {5}"};

const struct gk_message gk_msg_font_different_own_file = {
    "font.different-file", GK_ERROR, GK_STATUS_ENVIRONMENT,
    "自备字体文件 {1} 与字体对照文件不符：sha256 应为 {2}，现为 {3}。若确实要换用这个文件，请改对照文件里的 sha256。",
    "the user's font file {1} differs from the mapping: sha256 should be {2} and is {3}; if this file is meant, change the mapping"};

const struct gk_message gk_msg_font_different_face = {
    "font.different-face", GK_ERROR, GK_STATUS_ENVIRONMENT, "字体文件 {1} 第{2}个字面的 PostScript 名是“{3}”，清单写的是“{4}”。请核对清单里的 index。",
    "face {2} of {1} has the PostScript name “{3}”, the lock says “{4}”; check its index"};

const struct gk_message gk_msg_font_no_face = {
    "font.no-face", GK_ERROR, GK_STATUS_ENVIRONMENT, "字体文件 {1} 里没有序号为{2}的字面：共{3}个，序号从0起。",
    "{1} has no face {2}: it has {3}, counted from 0"};

const struct gk_message gk_msg_font_unusable = {
    "font.unusable", GK_ERROR, GK_STATUS_ENVIRONMENT,
    "{1} 不能用作字体：须是含 TrueType 或 CFF 轮廓的 .ttf、.otf、.ttc 文件（不支持 Type 1、WOFF、点阵字体和 CFF2）。请换一个文件。",
    "{1} cannot be used: a .ttf, .otf or .ttc file with TrueType or CFF outlines is needed (not Type 1, WOFF, bitmaps or CFF2)"};

const struct gk_message gk_msg_font_restricted = {
    "font.restricted", GK_ERROR, GK_STATUS_ENVIRONMENT,
    "字体 {1} 标明不得嵌入（fsType {2}），而公开文件必须嵌入字体。请向字体厂商取得可嵌入的版本，或从对照文件里删去它。",
    "the font {1} forbids embedding (fsType {2}), and the notice must embed its fonts; obtain an embeddable version or remove it from the mapping"};

const struct gk_message gk_msg_font_limited = {
    "font.embedding-limits", GK_WARNING, GK_STATUS_OK,
    "字体 {1} 标明不得只嵌入子集或只许嵌入点阵（fsType {2}）；本程序嵌入轮廓子集。请核对您的字体许可。",
    "the font {1} is marked “no subsetting” or “bitmaps only” (fsType {2}); outlines are embedded as a subset. Check your licence"};

const struct gk_message gk_msg_font_subset = {
    "font.subset", GK_ERROR, GK_STATUS_ENVIRONMENT, "不能从字体 {1} 里取出要嵌入的字形。字体文件可能有误，请换一个文件。",
    "the glyphs to embed could not be taken from the font {1}; the file may be faulty, use another"};

const struct gk_message gk_msg_font_engine = {
    "font.engine", GK_ERROR, GK_STATUS_ENVIRONMENT, "{1} 库出错，字体不能使用。请检查程序的安装。",
    "the library {1} failed and fonts cannot be used; check the installation"};

/* --- characters: {1} the character, {2} its code point(s), {3} role, {4} fonts tried */

const struct gk_message gk_msg_glyph_missing = {
    "glyph.missing", GK_ERROR, GK_STATUS_DOCUMENT,
    "没有字体能排“{1}”（{2}）：{3}依次查过{4}。请核对是不是这个字；确是的话，找一个有它的字体，在字体对照文件里写 [全部]、file = 字体文件、字符 = {1}，用 --font-map 指明对照文件。",
    "no font has “{1}” ({2}); for {3} these were tried: {4}. Check the character; if it is right, find a font that has it and map it: [all], file = …, "
    "characters = {1} in a file given with --font-map"};

const struct gk_message gk_msg_glyph_missing_optional = {
    "glyph.missing", GK_ERROR, GK_STATUS_DOCUMENT,
    "没有字体能排“{1}”（{2}）：{3}依次查过{4}。请核对是不是这个字；确是的话，它可能在罕用字字体{5}里，请运行 fonts/fetch --with-optional 取得。",
    "no font has “{1}” ({2}); for {3} these were tried: {4}. Check the character; if it is right, the font of rare characters {5} may have it: run fonts/fetch "
    "--with-optional"};

const struct gk_message gk_msg_glyph_missing_private = {
    "glyph.missing", GK_ERROR, GK_STATUS_DOCUMENT,
    "没有字体能排“{1}”（{2}）：这是自造字的编码，换一台机器就读不出来；{3}依次查过{4}。请改成该字的标准编码。",
    "no font has “{1}” ({2}), a private-use code that no other machine can read; for {3} these were tried: {4}. Replace it by the standard code of the character"};

const struct gk_message gk_msg_glyph_variation = {
    "glyph.variation", GK_WARNING, GK_STATUS_OK,
    "没有字体有“{1}”的这个异体（{2}），已按“{1}”通常的字形排。{3}依次查过{4}。姓名、地名须用这个字形时，请在字体对照文件里为“{1}”另指明有它的字体；否则请删去后面的异体选择符。",
    "no font has this variant of “{1}” ({2}); its usual form was set. For {3} these were tried: {4}. If a name needs the variant, map a font that has it; "
    "else delete the variation selector"};

const struct gk_message gk_msg_glyph_no_combination = {
    "glyph.no-combination", GK_ERROR, GK_STATUS_DOCUMENT,
    "没有一个字体能把“{1}”（{2}）这几个字符合成一个字：{3}依次查过{4}。请改用单个字符，或删去附加符号。",
    "no single font can combine “{1}” ({2}); for {3} these were tried: {4}. Use one precomposed character or drop the marks"};

const struct gk_message gk_msg_glyph_malformed = {
    "glyph.malformed", GK_ERROR, GK_STATUS_DOCUMENT, "文字的第{1}个字节不是正确的 UTF-8，不能排版。请核对数据的编码。",
    "byte {1} of the text is not valid UTF-8; check the encoding of the data"};
