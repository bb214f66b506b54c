# SPDX-License-Identifier: Apache-2.0
"""Messages: the twelve invented samples of the domain notes section 12, and others of the same kinds."""

from datetime import date, datetime

import pytest

from planner.facts.case import Debt
from planner.facts.places import resources
from planner.facts.rulebook import load
from planner.notices.detect import ids
from planner.notices.signals import load_signals
from planner.notices.sms import Verdict, read_message

BOOK = load(resources() / "rules")
SIGNALS = load_signals(resources() / "rules")
HUABEI = Debt(
    id="d1",
    creditor="重庆蚂蚁消费金融有限公司",
    brand="花呗",
    lender_class="consumer_finance",
    principal=1,
    as_of=date(2026, 1, 1),
)


def verdict(
    text: str, received: str = "2026-06-01 10:00", sender: str = "106900001111", debts: tuple[Debt, ...] = ()
) -> Verdict:
    return read_message(text, SIGNALS, BOOK, sender, datetime.fromisoformat(received), debts=debts)


SAMPLES = [
    (
        "2026-05-06 10:12",
        "12368",
        "【甲市乙区人民法院】林某：原告丙消费金融有限公司诉你金融借款合同纠纷一案，案号（2026）浙0199民初1234号，本院已立案。现电子送达起诉状副本、应诉通知书等，请登录人民法院送达平台 https://zxfw.court.gov.cn/abc 查看。承办法官助理王某，电话0571-80000000，核实请拨12368。",
        "COURT_LIKELY",
        "P01 P02 P03 P04 P05 P08",
        "N03",
    ),
    (
        "2026-06-10 15:40",
        "1069000012368",
        "【人民法院调解平台】张某：丁银行信用卡中心与你信用卡纠纷（2026）沪0199民初5678号，已委托戊市金融纠纷调解中心先行调解，调解员李某，电话021-60000000。请登录微信小程序“多元调解”确认是否同意调解。调解自愿、不收费，核实请拨12368。",
        "COURT_LIKELY",
        "P02 P03 P04 P06 P08",
        "N10",
    ),
    (
        "2026-03-12 09:30",
        "106900001111",
        "【己市金融纠纷人民调解委员会】陈先生您好，丙消费金融有限公司就您尾号3021账户借款纠纷向我会申请调解（己金调〔2026〕第187号）。调解自愿、不收费，如同意请于3月20日前致电0571-81110000或到庚路88号办理，调解员周某。我会不会要求您转账。",
        "MEDIATION_ORG_LIKELY",
        "P03 P06",
        "P02 N01",
    ),
    (
        "2026-04-02 11:05",
        "106800002222",
        "【甲市乙区人民法院】刘某：辛小额贷款有限公司与你小额借款合同纠纷，案号（2026）浙0199民诉前调4321号，已委派调解，调解员电话13800000000，请3日内联系。",
        "VERIFY_FIRST",
        "P01 P02 N14 N10",
        "N01",
    ),
    (
        "2026-04-18 14:20",
        "106900003333",
        "【乙区法院诉前调解室】您有一起金融借款案件（编号TJ20260318-0092）待处理，多次联系未果，请今日17:00前回电4000000000，逾期移交立案庭并推送征信。",
        "DISGUISED_COLLECTION",
        "N08 N09 N10 N15",
        "P02 N01",
    ),
    (
        "2026-02-03 10:00",
        "95188",
        "【蚂蚁消金】尊敬的用户，您的花呗已逾期68天，待还金额以App页面为准。我司拟就该笔债务提起诉讼，请登录支付宝App-花呗还款，或在“我的客服”申请协商还款。",
        "LENDER_OR_LAWYER_COLLECTION",
        "P07 P09 P10",
        "N01 N03 N09",
    ),
    (
        "2026-02-20 16:30",
        "106900004444",
        "【壬律师事务所】受癸小额贷款有限公司委托，就您拖欠借款本息26913.55元函告：请于3日内清偿至合同约定账户或回电0571-82220000协商，逾期将代理起诉。经办律师赵某，执业证号可在司法行政部门网站查询。",
        "LENDER_OR_LAWYER_COLLECTION",
        "P10",
        "P01 N04",
    ),
    (
        "2026-05-21 13:15",
        "13900000000",
        "【法院诉前调解中心】何某，您恶意拖欠网贷28600元，（2026）执字第88号已立案，今日18:00前将款项转入监管账户6222000000000000 户名陈某，备注案号，可免起诉并消除征信。",
        "SCAM",
        "N01 N06 N08 N09",
        "P02",
    ),
    (
        "2026-07-01 20:08",
        "106500005555",
        "【人民法院】您有传票待签收，点击 http://court-gov.xyz/s?c=88 下载“司法通”App并输入验证码核验身份，逾期视为藐视法庭，冻结名下全部银行卡及微信支付宝。",
        "SCAM",
        "N02 N03 N11",
        "P05",
    ),
    (
        "2026-07-09 09:50",
        "+85200000000",
        "【经侦大队】您涉嫌信用卡诈骗已被立案（沪公经侦〔2026〕0318号），请添加办案民警QQ、开启屏幕共享，将资金转入安全账户接受核查，案件保密不得告知家人。",
        "SCAM",
        "N01 N02 N04 N05 N17",
        "P01",
    ),
    (
        "2026-03-28 18:22",
        "106900006666",
        "【法务咨询】花呗信用卡逾期可办停息挂账、分60期、减免50%，修复征信，内部渠道包过，先付服务费398元，加微信fw0000，寄身份证和手机卡代您办理。",
        "ILLEGAL_AGENT",
        "N06 N10 N13",
        "P01",
    ),
    (
        "2026-03-30 22:41",
        "17000000000",
        "林女士你好，你朋友张某欠款逾期拒不处理，今晚不还我们将群发其通讯录并上门到单位，让他马上回电。",
        "ILLEGAL_COLLECTION",
        "N10 N12 N16",
        "P01",
    ),
]


@pytest.mark.parametrize(
    ("received", "sender", "text", "kind", "must", "must_not"),
    SAMPLES,
    ids=[f"SMS-{n:02d}" for n in range(1, 13)],
)
def test_the_samples_of_the_domain_notes(
    received: str, sender: str, text: str, kind: str, must: str, must_not: str
) -> None:
    found = verdict(text, received, sender, (HUABEI,))
    fired = ids(found.hits)
    assert set(must.split()) <= fired
    assert not set(must_not.split()) & fired
    assert found.kind == kind


@pytest.mark.parametrize(("text", "kind"), [(s[2], s[3]) for s in SAMPLES])
def test_full_width_traditional_and_broken_lines_change_nothing(text: str, kind: str) -> None:
    index = [s[2] for s in SAMPLES].index(text)
    received, sender = SAMPLES[index][:2]
    wide = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    assert verdict(wide, received, sender).kind == kind
    broken = text.replace("，", "，\n").replace("案号（", "案号 （ ")
    assert verdict(broken, received, sender).kind == kind


def test_fields_of_a_court_message() -> None:
    fields = verdict(SAMPLES[0][2], SAMPLES[0][0], "12368").fields
    assert fields.court == "甲市乙区人民法院"
    assert fields.case_number == "(2026)浙0199民初1234号"
    assert fields.case_type == "民初"
    assert fields.creditor == "丙消费金融有限公司"
    assert "0571-80000000" in fields.phones
    assert fields.links == ("https://zxfw.court.gov.cn/abc",)


def test_a_filed_suit_starts_the_answer_period() -> None:
    found = verdict(SAMPLES[0][2], SAMPLES[0][0], "12368")
    assert found.stage == "filed"
    assert [(due.what, due.date, due.rule_id) for due in found.deadlines] == [
        ("answer", date(2026, 5, 21), "MED-16")
    ]


def test_a_named_day_is_the_deadline_and_the_debt_is_found() -> None:
    found = verdict(SAMPLES[2][2], SAMPLES[2][0])
    assert found.fields.deadline == date(2026, 3, 20)
    assert verdict(SAMPLES[5][2], SAMPLES[5][0], "95188", (HUABEI,)).matches_debt == "d1"
    assert verdict(SAMPLES[6][2], SAMPLES[6][0]).fields.amount == "26913.55"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "【甲市公安局反诈中心】警惕冒充法院诈骗：凡要求转入安全账户、提供验证码的都是诈骗，请勿相信，咨询96110。",
            "VERIFY_FIRST",
        ),
        (
            "【丙消费金融】请勿向任何个人账户还款，我司不会要求您提供验证码，还款请登录官方App。",
            "LENDER_OR_LAWYER_COLLECTION",
        ),
        (
            "【甲市乙区人民法院】（2026）浙0199执123号执行通知：逾期不履行将依法冻结、罚款、拘留。承办人0571-80000000，核实12368。",
            "COURT_LIKELY",
        ),
        (
            "【杭州市西湖区人民法院】（2026）粤0106民初88号 请登录 https://zxfw.court.gov.cn/x 查看，核实请拨12368。",
            "VERIFY_FIRST",
        ),
        ("【人民法院】送达通知 http://zxfw.court.gov.cn@pay.top/a 请登录", "SCAM"),
        (
            "【2368助手】您有文书待查收，（2026）浙0106民初99号，http://jysd.10102368.com/k 核实12368。",
            "VERIFY_FIRST",
        ),
        ("【某某法务】您的案件已进入执行程序，加微信fw88881处理可撤案。", "SCAM"),
    ],
)
def test_other_messages_of_the_same_kinds(text: str, kind: str) -> None:
    assert verdict(text).kind == kind


def test_what_was_not_given_is_said() -> None:
    found = read_message("您好", SIGNALS, BOOK)
    assert len(found.unseen) == 2
    assert found.kind == "VERIFY_FIRST"
    assert found.checklist


@pytest.mark.parametrize(
    "text", ["", " ", "【】", "【", "（（（2026）", "1" * 5000, "https://", "\u0000\ud800", "号" * 2000]
)
def test_any_text_gets_an_answer(text: str) -> None:
    assert verdict(text).kind
