/* The rules of clreq, GB/T 15834, GB/T 15835 and GB/T 9704 for the setting of lines, ONE ROW A RULE: its name, the clause, the style, the
 * measure in 1/1000 em, the text, and the lines it must give as the trace writes them: the words, the width, and when that is not the
 * natural width, `=` and the natural width, and what was taken from (-) and given to (+) each class of space. The face is face.h's: Han
 * 1000, Latin letters and digits 500, a space 250. Styles say what differs from justify, gb, 中西间距 125 from 125 to 250. The first
 * number of a row's name is the group of rules: 1, 2 行首行尾禁则, 3 分离禁止, 4 先挤进后推出, 5 调整空间, 6 连续标点, 7 行首行尾, 8 中西间距, 9 挤压, 10
 * 拉伸, 11 段末, 12 缩进, 13 格, 14 语境. Not here: GB/T 15834 5.1.8 (marks under the line are not used in these documents), titles
 * (test_fit.c) and 均排 (typeset). */
#include "text/face.h"

static const struct rule { const char *id, *clause, *style; int32_t measure; const char *text, *expected; } rules[] = {
    {"1.start.pause", "clreq 行首禁则 basic: 点号不在行首", "", 4000, "甲乙丙丁，戊己庚辛",
     "甲乙丙 4000 =3000 +common 1000 / 丁，戊己 4000 / 庚辛 2000"},
    {"1.start.stop", "GB/T 15834 5.1.1", "", 4000, "甲乙丙丁。戊己庚辛",
     "甲乙丙 4000 =3000 +common 1000 / 丁。戊己 4000 / 庚辛 2000"},
    {"1.start.none", "clreq none: 不处理", "none", 4000, "甲乙丙丁，戊己庚辛",
     "甲乙丙丁 4000 / ，戊己庚 4000 / 辛 1000"},
    {"1.start.quote", "clreq basic: 结束引号不在行首", "basic", 4000, "甲“乙丙”丁戊己庚",
     "甲“乙丙” 4000 =5000 -end 500 -bracket 500 / 丁戊己庚 4000"},
    {"1.start.bracket", "GB/T 15834 5.1.3: 后一半不在行首", "", 5000, "甲（乙丙丁）戊己庚",
     "甲（乙丙丁） 5000 =5500 -bracket 500 / 戊己庚 3000"},
    {"1.start.three", "clreq: 。』」 连在一起也守禁则", "", 5000, "甲（“乙丙。”）丁戊己庚辛",
     "甲（“乙 5000 =3500 +common 1500 / 丙。”）丁戊 5000 / 己庚辛 3000"},
    {"1.start.connector", "GB/T 15834 5.1.6: 连接号不在行首", "", 4000, "甲乙丙丁～戊己庚辛",
     "甲乙丙 4000 =3000 +common 1000 / 丁～戊己 4000 / 庚辛 2000"},
    {"1.start.dash", "GB/T 15834 5.1.6: 一字线不在行首", "", 4000, "甲乙丙丁—戊己庚辛",
     "甲乙丙 4000 =3000 +common 1000 / 丁—戊己 4000 / 庚辛 2000"},
    {"1.start.hyphen", "GB/T 15834 5.1.6: 短横线不在行首", "", 4000, "甲乙丙丁-戊己庚辛",
     "甲乙丙 4000 =3000 +common 1000 / 丁-戊己 4000 =3500 +common 334 +bound 166 / 庚辛 2000"},
    {"1.start.middle", "GB/T 15834 5.1.7: 间隔号不在行首", "", 4000, "甲乙丙丁·戊己庚辛",
     "甲乙丙 4000 =3000 +common 1000 / 丁·戊己 4000 =3500 +common 500 / 庚辛 2000"},
    {"1.start.solidus", "GB/T 15834 5.1.9: 分隔号不在行首", "basic", 4000, "甲乙丙丁/戊己庚辛",
     "甲乙丙 4000 =3000 +common 1000 / 丁/戊己 4000 =3500 +common 334 +bound 166 / 庚辛 2000"},
    {"1.start.percent", "clreq 符号分离禁则: ％不在行首", "", 4000, "甲乙丙八％丁戊己庚",
     "甲乙丙 4000 =3000 +common 1000 / 八％丁戊 4000 / 己庚 2000"},
    {"1.start.iteration", "project: 々不在行首", "", 4000, "甲乙丙丁々戊己庚",
     "甲乙丙 4000 =3000 +common 1000 / 丁々戊己 4000 / 庚 1000"},
    {"2.end.bracket", "clreq basic: 开始括号不在行尾", "basic", 4000, "甲乙丙（丁）戊己庚",
     "甲乙丙 4000 =3000 +common 1000 / （丁）戊 4000 =3500 +common 500 / 己庚 2000"},
    {"2.end.quote", "GB/T 15834 5.1.3: 前一半不在行尾", "", 4000, "甲乙丙“丁戊”己庚",
     "甲乙丙 4000 =3000 +common 1000 / “丁戊”己 4000 =4500 -bracket 500 / 庚 1000"},
    {"2.end.title", "GB/T 15834 5.1.3", "", 4000, "甲乙丙《丁戊》己庚",
     "甲乙丙 4000 =3000 +common 1000 / 《丁戊》己 4000 =4500 -bracket 500 / 庚 1000"},
    {"2.end.none", "clreq none", "none", 4000, "甲乙丙（丁）戊己庚",
     "甲乙丙（ 4000 / 丁）戊己 4000 / 庚 1000"},
    {"2.end.solidus.basic", "clreq basic: 分隔号可在行尾", "basic", 4000, "甲乙丙/丁戊己庚辛",
     "甲乙丙/ 4000 =3500 +common 500 / 丁戊己庚 4000 / 辛 1000"},
    {"2.end.solidus.gb", "clreq GB法, GB/T 15834 5.1.9: 分隔号不在行尾", "gb", 4000, "甲乙丙/丁戊己庚辛",
     "甲乙 4000 =2000 +common 2000 / 丙/丁戊 4000 =3500 +common 334 +bound 166 / 己庚辛 3000"},
    {"2.start.twoem.gb", "clreq GB法: 破折号可在行首", "gb", 4000, "甲乙丙丁——戊己庚",
     "甲乙丙丁 4000 / ——戊己 4000 / 庚 1000"},
    {"2.start.twoem.strict", "clreq 严格: 破折号不在行首", "strict", 5000, "甲乙丙丁戊——己庚",
     "甲乙丙丁 5000 =4000 +common 1000 / 戊——己庚 5000"},
    {"2.start.dots.gb", "clreq GB法: 省略号可在行首", "gb", 4000, "甲乙丙丁……戊己庚",
     "甲乙丙丁 4000 / ……戊己 4000 / 庚 1000"},
    {"2.start.dots.strict", "clreq 严格: 省略号不在行首", "strict", 5000, "甲乙丙丁戊……己庚",
     "甲乙丙丁 5000 =4000 +common 1000 / 戊……己庚 5000"},
    {"2.end.prefix", "project: ￥ № § 不在行尾", "", 4000, "甲乙丙￥丁戊己庚",
     "甲乙丙 4000 =3000 +common 1000 / ￥丁戊己 4000 / 庚 1000"},
    {"2.over.space", "禁则也管手打的空格之后", "", 4000, "甲乙丙丁 ，戊己庚辛",
     "甲乙丙 4000 =3000 +common 1000 / 丁 ，戊己 4000 / 庚辛 2000"},
    {"3.twoem", "GB/T 15834 5.1.4: 破折号不断", "", 5000, "甲乙丙丁——戊己",
     "甲乙丙丁 5000 =4000 +common 1000 / ——戊己 4000"},
    {"3.twoem.code", "clreq: U+2E3A 即破折号", "", 5000, "甲乙丙丁⸺戊己",
     "甲乙丙丁 5000 =4000 +common 1000 / ⸺戊己 4000"},
    {"3.dots", "GB/T 15834 5.1.5: 省略号不断", "", 5000, "甲乙丙丁……戊己",
     "甲乙丙丁 5000 =4000 +common 1000 / ……戊己 4000"},
    {"3.dots.midline", "clreq: ⋯⋯即省略号", "", 5000, "甲乙丙丁⋯⋯戊己",
     "甲乙丙丁 5000 =4000 +common 1000 / ⋯⋯戊己 4000"},
    {"3.dots.several", "clreq: 连续多个时其间可断", "", 6000, "甲乙………………丙",
     "甲乙………… 6000 / ……丙 3000"},
    {"3.word", "clreq: 西文词不断", "", 5000, "甲乙丙data丁戊己庚",
     "甲乙丙 5000 =3000 +common 2000 / data丁戊 5000 =4125 +gap 125 +common 750 / 己庚 2000"},
    {"3.amount", "GB/T 15835: 数值与计量单位不断", "", 8000, "甲乙丙丁614.21万元戊己庚辛壬癸",
     "甲乙丙丁 8000 =4000 +common 4000 / 614.21万元戊己 8000 =7125 +gap 125 +common 625 +bound 125 / 庚辛壬癸 4000"},
    {"3.percent", "clreq: 数字与％不断", "", 6000, "甲乙丙丁100%戊己庚辛",
     "甲乙丙丁 6000 =4000 +common 2000 / 100%戊己庚 6000 =5125 +gap 125 +common 750 / 辛 1000"},
    {"3.year", "clreq: 2022年", "", 6000, "甲乙丙丁2022年戊己庚辛",
     "甲乙丙丁 6000 =4000 +common 2000 / 2022年戊己 6000 =5125 +gap 125 +common 667 +bound 83 / 庚辛 2000"},
    {"3.document", "GB/T 9704 7.2.5: 发文字号", "", 9000, "甲乙丙丁〔2016〕143号戊己庚辛壬癸",
     "甲乙丙丁 9000 =4000 +common 5000 / 〔2016〕143号戊己庚 9000 =9125 -bracket 125 / 辛壬癸 3000"},
    {"3.standard", "GB/T 1.1: 标准号", "", 8000, "甲乙丙丁GB/T 9704戊己庚辛壬癸",
     "甲乙丙丁 8000 =4000 +common 4000 / GB/T 9704戊己庚 8000 =7375 +gap 125 +common 500 / 辛壬癸 3000"},
    {"3.ordinal", "第…条", "", 4000, "甲乙丙第六条丁戊己",
     "甲乙丙 4000 =3000 +common 1000 / 第六条丁 4000 / 戊己 2000"},
    {"3.range", "GB/T 15835: 范围", "", 8000, "甲乙丙丁63%~68%戊己庚辛壬癸",
     "甲乙丙丁63%~68% 8000 =7625 +gap 125 +common 250 / 戊己庚辛壬癸 6000"},
    {"3.sign", "≥80%", "", 6000, "甲乙丙丁≥80%戊己庚辛",
     "甲乙丙丁 6000 =4000 +common 2000 / ≥80%戊己庚 6000 =5625 +gap 125 +common 250 / 辛 1000"},
    {"3.level", "GB/T 9704 7.3.3: （一）与其后一字", "", 6000, "甲乙丙。（一）丁戊己庚",
     "甲乙丙。 6000 =3500 +common 2500 / （一）丁戊己庚 6000 =6500 -bracket 500"},
    {"3.level.numeral", "GB/T 9704 7.3.3: 一、与其后一字", "", 5000, "甲乙丙。一、丁戊己庚",
     "甲乙丙。 5000 =3500 +common 1500 / 一、丁戊己 5000 / 庚 1000"},
    {"3.year.text", "2022年度最好不断，行太松时可断", "", 8000, "甲乙丙丁2022年度戊己庚辛壬癸",
     "甲乙丙丁2022年 8000 =7250 +gap 250 +common 500 / 度戊己庚辛壬癸 7000"},
    {"3.year.text.kept", "2022年度最好不断", "", 7000, "甲，乙2022年度丙丁戊己庚",
     "甲，乙2022年度 7000 =7250 -comma 250 / 丙丁戊己庚 5000"},
    {"3.thousands", "GB/T 15835 5.2: 千分撇、小数点不断", "", 6000, "甲乙丙1,234.56丁戊己庚辛",
     "甲乙丙 6000 =3000 +common 3000 / 1,234.56丁 6000 =5125 +gap 125 +common 750 / 戊己庚辛 4000"},
    {"3.date", "GB/T 15835: 年月日，数与年、月、日不断", "", 8000, "甲乙丙2022年12月31日丁戊己庚辛壬癸",
     "甲乙丙2022年 8000 =6250 +gap 250 +common 1312 +bound 188 / 12月31日丁戊己 8000 =7375 +gap 375 +common 250 / 庚辛壬癸 4000"},
    {"4.in", "clreq 先挤进", "", 10000, "一二三，五六七八九十，甲乙丙丁",
     "一二三，五六七八九十， 10000 =10500 -comma 500 / 甲乙丙丁 4000"},
    {"4.out", "clreq 后推出", "", 10000, "一二三四五六七八九十，甲乙丙丁",
     "一二三四五六七八九 10000 =9000 +common 1000 / 十，甲乙丙丁 6000"},
    {"4.in.stop", "clreq: 句末点号最后挤", "", 10000, "一二三。五六七八九十，甲乙丙丁",
     "一二三。五六七八九十， 10000 =10500 -stop 500 / 甲乙丙丁 4000"},
    {"5.comma", "clreq 标点符号的调整空间: ，后半", "start", 20000, "甲，乙",
     "甲，乙 3000"},
    {"5.open", "开始括号前半", "start", 20000, "甲（乙",
     "甲（乙 3000"},
    {"5.close", "结束括号后半", "start", 20000, "甲）乙",
     "甲）乙 3000"},
    {"5.hyphen", "GB/T 15834 5.1.6: 短横线半字，不调", "start", 20000, "甲-乙",
     "甲-乙 2500"},
    {"5.dash", "GB/T 15834 5.1.6: 一字线一字", "start", 20000, "甲—乙",
     "甲—乙 3000"},
    {"5.wave", "GB/T 15834 5.1.6: 浪纹线一字", "start", 20000, "甲～乙",
     "甲～乙 3000"},
    {"5.middle", "GB/T 15834 5.1.7: 间隔号半字", "start", 20000, "甲·乙",
     "甲·乙 2500"},
    {"5.solidus", "GB/T 15834 5.1.9: 分隔号半字", "start", 20000, "甲/乙",
     "甲/乙 2500"},
    {"5.twoem", "GB/T 15834 5.1.4: 破折号两字", "start", 20000, "甲——乙",
     "甲——乙 4000"},
    {"5.dots", "GB/T 15834 5.1.5: 省略号两字", "start", 20000, "甲……乙",
     "甲……乙 4000"},
    {"5.dots.two", "GB/T 15834 5.1.5: 两个省略号四字", "start", 20000, "甲…………乙",
     "甲…………乙 6000"},
    {"5.question.two", "GB/T 15834 5.1.2: ？！叠用两个占一字", "start", 20000, "甲？！乙",
     "甲？！乙 3000"},
    {"5.question.three", "GB/T 15834 5.1.2: 三个占两字", "start", 20000, "甲！！！乙",
     "甲！！！乙 4000"},
    {"6.pair.1", "clreq 连续标点符号的调整: 结束+结束 一个半字", "start", 20000, "甲）】乙",
     "甲）】乙 3500"},
    {"6.pair.2", "clreq 连续标点符号的调整: 结束+开始 一个半字", "start", 20000, "甲）（乙",
     "甲）（乙 3500"},
    {"6.pair.3", "clreq 连续标点符号的调整: 开始+开始 一个半字", "start", 20000, "甲（《乙",
     "甲（《乙 3500"},
    {"6.pair.4", "clreq 连续标点符号的调整: 点号+结束 一个半字", "start", 20000, "甲。”乙",
     "甲。”乙 3500"},
    {"6.pair.5", "clreq 连续标点符号的调整: 点号+开始 一个半字", "start", 20000, "甲，“乙",
     "甲，“乙 3500"},
    {"6.pair.6", "clreq 连续标点符号的调整: 结束+点号 一个半字", "start", 20000, "甲）。乙",
     "甲）。乙 3500"},
    {"6.three", "clreq: 三个占两字", "start", 20000, "甲”）。乙",
     "甲”）。乙 4000"},
    {"6.four", "", "start", 20000, "甲。”）（乙",
     "甲。”）（乙 4500"},
    {"6.close.content", "clreq: 夹注符号紧靠内容", "start", 20000, "甲（）乙",
     "甲（）乙 4000"},
    {"6.titles", "《》、《》", "start", 20000, "《甲》、《乙》",
     "《甲》、《乙》 5000"},
    {"7.start", "clreq 行首: 开始夹注符号缩半字", "", 4000, "甲乙丙丁（戊己）庚",
     "甲乙丙丁 4000 / （戊己）庚 4000 =4500 -bracket 500"},
    {"7.start.first", "clreq 首行: 可缩", "indent2", 6000, "（甲乙丙丁戊己庚辛",
     "（甲乙丙 4000 =3500 +common 500 / 丁戊己庚辛 5000"},
    {"7.start.first.kept", "clreq 首行: 也可不缩", "indent2 space-first", 6000, "（甲乙丙丁戊己庚辛",
     "（甲乙丙 4000 / 丁戊己庚辛 5000"},
    {"7.end", "GB/T 15834 5.1.10: 行尾半字", "start", 4000, "甲乙丙，丁戊己庚",
     "甲乙丙， 3500 / 丁戊己庚 4000"},
    {"7.end.basic", "below gb: 行尾可占一字，先挤", "basic start", 20000, "甲乙丙，",
     "甲乙丙， 4000"},
    {"7.end.basic.shrunk", "clreq 挤压 a: 行末标点先挤", "basic", 4000, "甲乙丙丁，戊，己庚辛壬",
     "甲乙丙 4000 =3000 +common 1000 / 丁，戊， 4000 / 己庚辛壬 4000"},
    {"7.hang", "clreq: 点号不悬挂", "", 3000, "甲乙丙。丁戊己庚",
     "甲乙 3000 =2000 +common 1000 / 丙。丁 3000 / 戊己庚 3000"},
    {"8.gap", "clreq: 汉字与西文间", "start", 20000, "甲A乙",
     "甲A乙 2750"},
    {"8.gap.digit", "clreq: 汉字与数字间", "start", 20000, "甲2乙",
     "甲2乙 2750"},
    {"8.gap.quarter", "clreq: 不多于四分之一", "start gap=250", 20000, "甲A乙",
     "甲A乙 3000"},
    {"8.gap.zero", "style: 不加", "start gap=0", 20000, "甲A乙",
     "甲A乙 2500"},
    {"8.gap.start", "clreq: 行首行尾不加", "", 5000, "甲乙丙丁A甲乙丙丁戊己",
     "甲乙丙丁A 5000 =4625 +gap 125 +common 250 / 甲乙丙丁戊 5000 / 己 1000"},
    {"8.gap.point", "点号旁不加", "start", 20000, "甲，A。乙",
     "甲，A。乙 4500"},
    {"8.gap.bracket", "括号内不加", "start", 20000, "甲（A）乙",
     "甲（A）乙 4500"},
    {"8.gap.percent", "数字与%间不加，%与汉字间加", "start", 20000, "甲8%乙",
     "甲8%乙 3250"},
    {"8.gap.document", "〔〕内外不加", "start", 20000, "甲〔2016〕1号",
     "甲〔2016〕1号 6625"},
    {"8.space", "手打的空格并入中西间距", "start", 20000, "甲 A 乙",
     "甲 A 乙 2750"},
    {"8.space.two", "手打几个也一样", "start", 20000, "甲  A乙",
     "甲  A乙 2750"},
    {"8.space.point", "点号后手打的空格不占位", "start", 20000, "甲， A",
     "甲， A 2500"},
    {"8.space.zero", "gap=0 时手打的空格也不占位", "start gap=0", 20000, "甲 A乙",
     "甲 A乙 2500"},
    {"8.space.mark", "点号旁手打的空格不占位", "start", 20000, "甲 ， 乙",
     "甲 ， 乙 3000"},
    {"8.space.inside", "括号内外手打的空格不占位", "start", 20000, "甲 （ 乙 ） 丙",
     "甲 （ 乙 ） 丙 5000"},
    {"8.space.marks", "标点间手打的空格不妨碍挤压", "start", 20000, "《甲》 《乙》 、（ “丙",
     "《甲》 《乙》 、（ “丙 7500"},
    {"8.space.shrink", "隔着空格的括号同样可挤", "", 5500, "甲 （乙） 丙丁戊己庚辛壬",
     "甲 （乙） 丙丁 5500 =6000 -bracket 500 / 戊己庚辛壬 5000"},
    {"8.space.stretch", "隔着空格的字距同样可拉", "", 6000, "甲， 乙丙丁〔2016〕1号戊",
     "甲， 乙丙丁 6000 =5000 +common 1000 / 〔2016〕1号戊 6000 =6125 -bracket 125"},
    {"8.space.han", "汉字间手打的空格是空格", "start", 20000, "甲 乙",
     "甲 乙 2250"},
    {"9.b.word", "clreq 挤压 b: 西文词距已是1/4，不再挤", "", 6250, "a b，c d，甲乙丙丁戊己庚",
     "a b，c d，甲乙 6250 =6500 -comma 250 / 丙丁戊己庚 5000"},
    {"9.c.middle", "clreq 挤压 c: 间隔号两侧先于逗号，到0", "", 5500, "甲・乙，丙丁戊己庚辛壬",
     "甲・乙，丙丁 5500 =6000 -middle 500 / 戊己庚辛壬 5000"},
    {"9.c.both", "clreq 挤压 c、e", "", 5250, "甲・乙，丙丁戊己庚辛壬",
     "甲・乙，丙丁 5250 =6000 -middle 500 -comma 250 / 戊己庚辛壬 5000"},
    {"9.d.bracket", "clreq 挤压 d: 夹注符号先于逗号", "", 6000, "甲（乙）丙，丁戊己庚辛壬",
     "甲（乙）丙，丁 6000 =7000 -bracket 1000 / 戊己庚辛壬 5000"},
    {"9.e.comma", "clreq 挤压 e: 逗号顿号分号同等量", "", 6250, "甲，乙、丙；丁戊己庚辛壬癸",
     "甲，乙、丙；丁 6250 =7000 -comma 750 / 戊己庚辛壬癸 6000"},
    {"9.e.colon", "冒号归逗号一类", "", 4500, "甲：乙。丙丁戊己庚",
     "甲：乙。丙 4500 =5000 -comma 500 / 丁戊己庚 4000"},
    {"9.f.gap", "clreq 挤压 f: 中西间距到1/8，先于句号", "gap=250", 5750, "甲A乙。丙丁戊己庚辛壬",
     "甲A乙。丙丁 5750 =6000 -gap 250 / 戊己庚辛壬 5000"},
    {"9.f.unit", "单位内的中西间距一同挤", "gap=250", 5750, "甲2日。丙丁戊己庚辛壬",
     "甲2日。丙丁 5750 =6000 -gap 250 / 戊己庚辛壬 5000"},
    {"9.g.stop", "clreq 挤压 g: 句末点号最后", "", 5500, "甲。乙，丙丁戊己庚辛壬",
     "甲。乙，丙丁 5500 =6000 -comma 500 / 戊己庚辛壬 5000"},
    {"9.g.stop.last", "没有别的可挤才挤句号", "", 5500, "甲。乙丙丁戊己庚辛壬癸",
     "甲。乙丙丁戊 5500 =6000 -stop 500 / 己庚辛壬癸 5000"},
    {"9.equal", "clreq: 同类同等量", "", 8250, "甲，乙，丙，丁，戊己庚辛壬癸子丑",
     "甲，乙，丙，丁，戊 8250 =9000 -comma 750 / 己庚辛壬癸子丑 7000"},
    {"10.a.word", "clreq 拉伸 a: 西文词距到1/2，然后中西间距，然后字距", "", 5000, "a b甲乙丙〔2016〕1号丁戊",
     "a b甲乙丙 5000 =4375 +word 250 +gap 125 +common 250 / 〔2016〕1号 5000 =5125 -bracket 125 / 丁戊 2000"},
    {"10.b.gap", "clreq 拉伸 b: 中西间距到限度（默认1/4）", "", 6000, "甲2乙丙丁〔2016〕1号戊",
     "甲2乙丙丁 6000 =4750 +gap 250 +common 1000 / 〔2016〕1号戊 6000 =6125 -bracket 125"},
    {"10.b.gap.half", "clreq 许可到1/2，由样式", "most=500", 6000, "甲2乙丙丁〔2016〕1号戊",
     "甲2乙丙丁 6000 =4750 +gap 750 +common 500 / 〔2016〕1号戊 6000 =6125 -bracket 125"},
    {"10.b.gap.fixed", "clreq 注: 有的版式中西间距不调", "most=125", 6000, "甲2乙丙丁〔2016〕1号戊",
     "甲2乙丙丁 6000 =4750 +common 1250 / 〔2016〕1号戊 6000 =6125 -bracket 125"},
    {"10.b.unit", "单位内的中西间距同样到限度，其余不拉", "", 7000, "甲乙20日丙丁〔2016〕1号戊",
     "甲乙20日丙丁 7000 =6250 +gap 250 +common 500 / 〔2016〕1号戊 6125"},
    {"10.c.common", "clreq 拉伸: 其余字距同等量", "", 6000, "甲乙丙丁戊（己庚）辛壬癸",
     "甲乙丙丁戊 6000 =5000 +common 1000 / （己庚）辛壬癸 6000 =6500 -bracket 500"},
    {"10.c.twoem", "clreq: 破折号内不拉", "", 6000, "甲——乙丙（丁戊己）庚辛",
     "甲——乙丙 6000 =5000 +common 1000 / （丁戊己）庚辛 6000 =6500 -bracket 500"},
    {"10.c.connector", "clreq: 连接号前后不拉", "", 7000, "甲～乙丙丁戊（己庚辛壬）癸",
     "甲～乙丙丁戊 7000 =6000 +common 900 +bound 100 / （己庚辛壬）癸 6500"},
    {"10.c.solidus", "clreq: 分隔号前后不拉", "", 6000, "甲/乙丙丁戊（己庚辛）壬癸",
     "甲/乙丙丁戊 6000 =5500 +common 500 / （己庚辛）壬癸 6000 =6500 -bracket 500"},
    {"10.c.figure", "数字、西文词内不拉", "", 8000, "甲2022乙丙丁戊（己庚辛）壬癸",
     "甲2022乙丙丁戊 8000 =7250 +gap 250 +common 500 / （己庚辛）壬癸 6500"},
    {"10.loose", "超过四分之一字的，单位也分担，并有警告", "", 7000, "甲20日乙〔2016〕143号丙丁",
     "甲20日乙 7000 =4250 +gap 250 +common 1833 +bound 667 / 〔2016〕143号 7000 =6125 +gap 125 +bound 750 / 丙丁 2000"},
    {"11.last", "clreq: 末行按自然宽度", "", 6000, "甲乙丙丁戊己庚辛",
     "甲乙丙丁戊己 6000 / 庚辛 2000"},
    {"11.orphan", "clreq 孤字不成行: 前行匀一字", "", 6000, "甲乙丙丁戊己庚",
     "甲乙丙丁戊 6000 =5000 +common 1000 / 己庚 2000"},
    {"11.orphan.mark", "一字加标点也是孤字", "", 6000, "甲乙丙丁戊己庚。",
     "甲乙丙丁戊 6000 =5000 +common 1000 / 己庚。 2500"},
    {"11.orphan.in", "GB/T 15834 5.1.11: 可挤时挤进前行", "", 8000, "甲，乙丙丁，戊己庚",
     "甲，乙丙丁，戊己庚 8000 =9000 -comma 1000"},
    {"11.single", "只有一行: 不拉", "", 20000, "甲乙丙",
     "甲乙丙 3000"},
    {"12.indent", "GB/T 9704 7.3.3: 首行空二字，回行顶格", "indent2", 6000, "甲乙丙丁戊己庚辛壬癸",
     "甲乙丙丁 4000 / 戊己庚辛壬癸 6000"},
    {"13.grid", "GB/T 9704 5.2.4: 汉字在格内", "pitch=1100", 6600, "甲乙丙丁戊己庚辛壬",
     "甲乙丙丁戊己 6600 / 庚辛壬 3300"},
    {"14.quote.han", "引汉字的引号占全字", "start", 20000, "甲“乙”丙",
     "甲“乙”丙 5000"},
    {"14.quote.latin", "引西文、前后西文的引号按西文", "start", 20000, "a “b” c",
     "a “b” c 3000"},
    {"14.quote.mixed", "引西文、前后汉字的引号占全字", "start", 20000, "甲“b”乙",
     "甲“b”乙 4500"},
    {"14.apostrophe", "撇号不是引号", "start", 20000, "甲don’t乙",
     "甲don’t乙 4750"},
    {"14.dash.latin", "西文间的—按西文", "start", 20000, "a—b",
     "a—b 1500"},
    {"14.dash.digits", "数字间的—是一字线", "start", 20000, "2020—2022",
     "2020—2022 5000"},
    {"14.dots.latin", "西文后的…按西文", "start", 20000, "and…",
     "and… 2000"},
    {"14.middle.latin", "西文间的·按西文", "start", 20000, "a·b",
     "a·b 1500"},
    {"14.face.narrow", "字体给的引号宽度不作数", "start role=1", 20000, "甲“乙”丙",
     "甲“乙”丙 5000"},
    {"14.face.dash", "字体给的破折号宽度不作数", "start role=3", 20000, "甲——乙",
     "甲——乙 4000"},
    {"12.hang", "GB/T 9704 7.3.5: 附件说明回行与首字对齐", "indent-2 in=2", 8000, "甲乙丙丁戊己庚辛壬癸",
     "甲乙丙丁戊己庚辛 8000 / 壬癸 2000"},
};

static int32_t number_after(const char *style, const char *key, int32_t otherwise) {
  const char *found = strstr(style, key);
  return found != NULL ? (int32_t)strtol(found + strlen(key), NULL, 10) : otherwise;
}

static struct gk_text_style style_of(const char *words) {
  static const char *const levels[] = {"none", "basic", "gb", "strict"};
  struct gk_text_style style = plain_style();
  style.align = strstr(words, "start") != NULL ? GK_ALIGN_START : GK_ALIGN_JUSTIFY;
  for (int k = 0; k < 4; k++)
    if (strstr(words, levels[k]) != NULL) style.kinsoku = (enum gk_kinsoku)k;
  style.han_latin_gap = number_after(words, "gap=", style.han_latin_gap);
  style.gap_most = number_after(words, "most=", style.gap_most);
  style.pitch = number_after(words, "pitch=", 0);
  style.role = number_after(words, "role=", 0);
  style.first_indent = 1000 * number_after(words, "indent", 0);
  style.indent = 1000 * number_after(words, "in=", 0);
  style.space_first = strstr(words, "space-first") != NULL;
  return style;
}

static void add_line(struct gk_buf *out, const struct gk_paragraph *p, const struct gk_line *line) {
  static const char *const classes[GK_ADJUST_COUNT] = {
      [GK_ADJUST_END] = "end", [GK_ADJUST_WORD] = "word", [GK_ADJUST_MIDDLE] = "middle", [GK_ADJUST_BRACKET] = "bracket",
      [GK_ADJUST_COMMA] = "comma", [GK_ADJUST_GAP] = "gap", [GK_ADJUST_STOP] = "stop", [GK_ADJUST_COMMON] = "common",
      [GK_ADJUST_BOUND] = "bound", [GK_ADJUST_LETTER] = "letter"};
  gk_buf_add(out, p->text + line->from, line->to - line->from);
  gk_buf_addf(out, " %d", line->width);
  if (line->width != line->natural) gk_buf_addf(out, " =%d", line->natural);
  for (int class = 0; class < GK_ADJUST_COUNT; class++)
    if (line->adjusted[class] != 0) gk_buf_addf(out, " %c%s %d", line->adjusted[class] > 0 ? '+' : '-', classes[class], abs(line->adjusted[class]));
}

static const char *lines_as_trace(const struct gk_paragraph *p) {
  struct gk_buf buf;
  gk_buf_init(&buf, 1 << 16);
  for (size_t l = 0; l < p->count; l++) {
    if (l > 0) gk_buf_add_string(&buf, " / ");
    add_line(&buf, p, &p->lines[l]);
  }
  const char *text = gk_arena_strndup(arena, buf.data, buf.size);
  gk_buf_drop(&buf);
  return text;
}

static void test_rules(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
    struct gk_text_style style = style_of(rules[r].style);
    struct gk_paragraph p = set(&style, rules[r].measure, rules[r].text);
    const char *got = lines_as_trace(&p);
    if (strcmp(got, rules[r].expected) == 0) continue;
    print_error("%s (%s), “%s” in %d:\n  expected %s\n  got      %s\n", rules[r].id, rules[r].clause, rules[r].text, rules[r].measure, rules[r].expected, got);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rules)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
