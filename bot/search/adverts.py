"""What a job title says, without what adverts, payslips and signatures put around it."""

import re

# Words as people shorten them in titles. One word may be shortened in many ways; no short form stands for two words.
_SHORT = {
    short: word
    for word, shorts in {
        "account": "acct acc",
        "accountant": "accnt acctnt",
        "accounting": "acctg",
        "administrative": "admin adm",
        "administrator": "admstr admr",
        "analyst": "anlst anlyst",
        "assistant": "asst assist ass't",
        "associate": "assoc assc",
        "attendant": "attnd attdt",
        "business": "bus biz",
        "chief": "chf",
        "clerk": "clk",
        "communications": "comms",
        "construction": "constr",
        "consultant": "cons cnslt",
        "coordinator": "coord co-ord",
        "customer": "cust",
        "department": "dept",
        "deputy": "dep dpty",
        "developer": "dev devel",
        "director": "dir",
        "distribution": "distr",
        "driver": "drvr",
        "electrical": "elec elect",
        "engineer": "eng engr engg",
        "environmental": "env envir",
        "equipment": "equip",
        "executive": "exec",
        "finance": "fin",
        "general": "gen",
        "government": "govt",
        "human resources": "hr",
        "information": "info",
        "installation": "instal",
        "instructor": "instr",
        "insurance": "ins",
        "international": "intl int'l",
        "laboratory": "lab",
        "logistics": "log logs",
        "machine": "mach",
        "maintenance": "maint mtce mtn",
        "management": "mgmt mgt",
        "manager": "mgr mngr",
        "manufacturing": "mfg manuf",
        "marketing": "mktg mkt mktng",
        "mechanical": "mech",
        "medical": "med",
        "officer": "ofcr offr",
        "operations": "ops",
        "operator": "oper optr",
        "pharmacist": "pharm",
        "physician": "phys",
        "president": "pres",
        "production": "prod prodn",
        "professor": "prof",
        "programmer": "prog",
        "project": "proj",
        "purchasing": "purch",
        "receptionist": "recept",
        "registered nurse": "rn",
        "representative": "rep repr",
        "research": "rsch",
        "sales": "sls",
        "school": "sch",
        "secretary": "sec secy",
        "security": "secur",
        "service": "svc svcs serv",
        "software": "sw s/w",
        "specialist": "spec splst",
        "superintendent": "supt",
        "supervisor": "supv supvr sup svsr",
        "support": "supp spt",
        "systems": "sys syst",
        "teacher": "tchr",
        "technical": "techl",
        "technician": "tech techn",
        "technology": "tekn",
        "transportation": "transp",
        "vice president": "vp v.p.",
        "warehouse": "whse wh",
    }.items()
    for short in shorts.split()
}
# How far on in the trade, how much of the week, on what terms: none of it says which trade.
_STANDING = frozenset(
    """sr snr senior jr jnr junior lead principal trainee intern internship entry-level entry level mid midlevel
    mid-level experienced graduate fresher fresh i ii iii iv 1 2 3 full-time fulltime part-time parttime full part time
    temporary temp permanent perm contract freelance seasonal casual remote hybrid onsite on-site wfh urgent urgently
    immediate hiring required wanted needed opening vacancy position job pt ft m f d w x mfd bilingual""".split()
)
# What follows is where, for whom, for how much.
_TAIL = re.compile(r"\s+[-–—|@#:]+\s*.*$|\s+(?:at|for|with|in)\s+[A-Z0-9].*$|[#$€£].*$")
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def title_alone(title: str) -> str:
    """The title without seniority, terms, company and place, abbreviations spelt out; empty if nothing else is there.

    'Sr. Acct Mgr (m/f/d) - ACME' is 'account manager'.
    """
    text = _TAIL.sub("", _BRACKETED.sub(" ", title))
    words = [word.strip(".,;:!?\"'()[]") for word in re.split(r"[\s/|,]+", text.lower())]
    return " ".join(_SHORT.get(word, word) for word in words if word and word not in _STANDING)
