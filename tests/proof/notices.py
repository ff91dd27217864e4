"""Notices that nobody wrote: data for the hebei-2022 layout from a number, the
same on every machine. Amounts of every length, prose of every length, and in it
all that is hard to break well: figures with units, years, document numbers,
standards, ranges, percentages, quotations in quotations, rows of marks."""
import copy, json, pathlib, random

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "layouts/hebei-2022/example.json"

SUBJECTS = "本单位 区委、区政府 各乡镇和街道办事处 县级财政部门 业务科室 主管部门 项目单位 有关企业和个人 财政所 全区各级各部门".split()
VERBS = "负责 加强 组织实施 统筹推进 督促检查 进一步规范 稳步提高 严格控制 建立健全 协助开展".split()
OBJECTS = ("预算编制和执行 公共服务设施运行维护 专项资金使用管理 政府采购和资产管理 群众反映的突出问题 农村人居环境整治 安全生产监督管理 “三公”经费支出 "
           "“放管服”改革各项任务 绩效目标（含分项目标）的审核 内部控制制度 年度重点工作 档案数字化加工 基层队伍建设").split()


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed).random  # the one function whose values Python promises to keep

    def below(self, n):
        return int(self.random() * n)

    def pick(self, items):
        return items[self.below(len(items))]

    def cents(self):
        """An amount in 万元 with one to eight digits before the point, as its text."""
        whole, part = self.below(10 ** (1 + self.below(6))), self.below(100)
        return f"{whole}.{part:02d}" if self.below(4) else f"{whole}"

    def figure(self):
        year = 2016 + self.below(8)
        return self.pick([
            lambda: f"安排{self.cents()}万元", lambda: f"较{year}年增加{self.cents()}万元", lambda: f"同比增长{self.below(900) / 10}%", lambda: f"完成率达到{60 + self.below(40)}%以上",
            lambda: f"占比由{self.below(50)}%提高到{50 + self.below(50)}%", lambda: f"保持在{10 + self.below(40)}%~{50 + self.below(50)}%之间", lambda: f"按照财预〔{year}〕{1 + self.below(400)}号文件要求",
            lambda: f"执行GB/T {1000 + self.below(40000)}—{year}", lambda: f"购置设备{1 + self.below(300)}台（套）", lambda: f"公务用车{1 + self.below(20)}辆", lambda: f"培训{self.below(90000)}人次",
            lambda: f"于{year}年{1 + self.below(12)}月{1 + self.below(28)}日前完成", lambda: f"面积{self.cents()}平方米", lambda: f"下降{self.below(30)}个百分点", lambda: f"《关于做好{year}年度“一卡通”发放工作的通知》（第{1 + self.below(30)}条）",
            lambda: "——这是硬任务——", lambda: "接入OA和ERP系统", lambda: f"第{self.pick('一二三四五六七八九十')}季度", lambda: "坚持“谁主管、谁负责”",
        ])()

    def clause(self):
        text = self.pick(SUBJECTS) + self.pick(VERBS) + self.pick(OBJECTS)
        return text if self.below(2) else text + "，" + self.figure()

    def prose(self, length):
        """At least so many characters, ending with a full stop."""
        text = ""
        while len(text) < length:
            text += self.clause() + self.pick(["，", "；", "。", "，", "，", "。"])
        return text[:-1] + "。"


def amounts(number):
    """What differs between the example and its variants, as {what the example says: what the variant says}: the department and
    amounts that add up as the example's do. Number 0 is the example."""
    w = Writer(number)
    cents = lambda low, high: low * 100 + w.below((high - low) * 100)
    text = lambda value: f"{value // 100}.{value % 100:02d}"
    staff, office, less, vehicle, car, other = cents(100, 900), cents(10, 90), cents(1, 60), cents(1, 9), cents(10, 90), cents(10, 90)
    projects = 100 * (100 + w.below(900))
    name = w.pick(["石家庄市", "张家口市", "秦皇岛市"]) + w.pick(["裕华区", "桥东区", "海港区"]) + w.pick(["审计局", "水务局", "档案局", "信访局"])
    return {"廊坊市广阳区信访局": name, "287001": str(100000 + number), "215.74": text(staff), "28.47": text(office), "244.21": text(staff + office),
            "614.21": text(staff + office + projects), "370": str(projects // 100), "15.73": text(less), "354.27": text(projects - less), "2.19": text(vehicle),
            "28.68": text(car), "58.54": text(other), "87.22": text(car + other)}


def variant(number):
    """The example with another department and other amounts; its words and their length as before."""
    data = json.loads(EXAMPLE.read_text())
    if number == 0:
        return data
    new = amounts(number)
    yuan = lambda key: float(new[key])
    data["单位"].update({"名称": new["廊坊市广阳区信访局"], "代码": new["287001"]})
    data["地区"]["名称"] = new["廊坊市广阳区信访局"][:-3]
    data["机构"][0]["名称"] = new["廊坊市广阳区信访局"]
    data["支出"].update({"人员经费": yuan("215.74"), "公用经费": yuan("28.47"), "项目支出": yuan("370")})
    data["收入"]["一般公共预算拨款"] = yuan("614.21")
    data["机关运行经费"]["合计"] = yuan("28.47")
    data["上年"]["支出"] = {"基本支出": round(yuan("244.21") + yuan("15.73"), 2), "项目支出": 0}
    data["三公经费"]["公务用车运行维护费"] = data["上年"]["三公经费"]["公务用车运行维护费"] = yuan("2.19")
    data["固定资产"]["车辆"]["价值"], data["固定资产"]["其他"]["价值"] = yuan("28.68"), yuan("58.54")
    return data


def notice(number):
    """The same, and all that a department says for itself said otherwise, at any length."""
    data, w = variant(number), Writer(number + 1000)
    data["部门职责"] = [w.prose(10 + w.below(160)) for _ in range(3 + w.below(9))]
    effects = data["绩效"]
    effects["总体目标"] = [w.prose(40 + w.below(400)) for _ in range(1 + w.below(3))]
    effects["分项目标"], effects["保障措施概述"] = w.prose(w.below(200)), w.prose(w.below(300))
    effects["保障措施"] = [{"措施": w.pick(VERBS) + w.pick(OBJECTS), "内容": w.prose(20 + w.below(500))} for _ in range(2 + w.below(6))]
    data["说明"]["基本支出增减原因"], data["说明"]["项目支出增减原因"] = w.clause(), w.clause()
    data["机关运行经费"]["用途"] = w.clause()
    rows = effects["指标"]
    effects["指标"] = [copy.deepcopy(rows[w.below(len(rows))]) for _ in range(1 + w.below(20))]
    return data


def long_document(characters, number=1, one_paragraph=False):
    """A notice whose aims alone hold so many characters, in paragraphs of every length or in one."""
    data, w = variant(number), Writer(number)
    paragraphs, count = [], 0
    while count < characters:
        paragraphs.append(w.prose(60 + w.below(500)))
        count += len(paragraphs[-1])
    data["绩效"]["总体目标"] = "".join(paragraphs) if one_paragraph else paragraphs
    return data


def big_table(blocks=286):
    """The example with its seven indicators so many times: 286 make 2,002 rows."""
    data = json.loads(EXAMPLE.read_text())
    rows = data["绩效"]["指标"]
    data["绩效"]["指标"] = [{**row, "三级指标": f"{row['三级指标']}{block}", "值": row["值"] + block} for block in range(blocks) for row in rows]
    return data
