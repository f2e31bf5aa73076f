"""Currencies: what is printed before a sum, and the code that it stands for."""

from __future__ import annotations

_PREFIXES = (  # what is printed before a figure, and its code
    ("USD", "US$ $US U.S.$ USD US\u00a0$ $ Us$"), ("CNY", "RMB Rmb CNY Yuan CN¥ Yn ¥ ￥ rmb"), ("other:AED", "Dhs Dh"),
    ("other:INR", "₹ Rs. Rs Re INR Re."), ("other:AUD", "A$ AU$ $A AUD A\u00a0dlrs"), ("other:QAR", "QR"), ("other:JMD", "J$"), ("other:GYD", "G$"),
    ("other:EGP", "LE EGP £E E£"), ("other:CAD", "C$ CA$ CAN$ CAD"), ("other:HKD", "HK$"), ("other:SGD", "S$"), ("other:BRL", "R$"),
    ("other:TWD", "NT$"), ("other:NZD", "NZ$"), ("other:EUR", "€ Euro Eur"), ("other:SEK", "SKr Skr"), ("other:NOK", "NKr Nkr"),
    ("other:DKK", "DKr Dkr"), ("other:GBP", "£"), ("other:DEM", "DM"), ("other:RUB", "₽ RUR Rbl Rbs Rb"), ("other:BHD", "BD"),
    ("other:MYR", "RM Rm"), ("other:IDR", "Rp"), ("other:ZAR", "R"), ("other:KRW", "₩"), ("other:TRY", "₺ TL"), ("other:NGN", "₦ NGN"),
    ("other:VND", "₫ VNĐ"), ("other:CHF", "SFr SFR Sfr SwFr"), ("other:FRF", "FFr FF"), ("other:XAF", "CFA FCFA"), ("other:OMR", "RO"),
    ("other:JPY", "Yen"), ("other:KWD", "KD"), ("other:SAR", "SR"), ("other:UAH", "Hr Hrv ₴"), ("other:ETB", "Br"), ("other:GHS", "GH¢ GH₵ GHc"),
    ("other:BDT", "Tk"), ("other:KES", "KSh KShs Ksh Ksh. Sh Shs"), ("other:TTD", "TT$"), ("other:NLG", "Fl Dfl"), ("other:THB", "Bt ฿"),
    ("other:NAD", "N$"), ("other:ESP", "Pta Ptas"), ("other:BEF", "BFr"), ("other:VEF", "Bs"), ("other:ISK", "IKr"), ("other:PHP", "₱"),
    ("other:KZT", "₸"),
)  # fmt: skip
_CODES = (
    "EUR GBP AED SAR NOK SEK DKK ISK JPY RUB BHD QAR KWD OMR MYR IDR KRW VND GNF HUF MXN PLN TRY CHF CZK RON UAH KZT AZN THB PHP SGD HKD TWD NZD ZAR"
    " NGN GHS EGP IRR PKR BDT LKR ARS CLP PEN BRL ILS TJS RSD BAM MZN XAF DEM FRF ITL ATS HRK GRD ESP PTE BEF NLG VEF BOB COP BGN MAD KES FIM SIT"
)
_PRINTED = {form.replace("\u00a0", " "): code for code, forms in _PREFIXES for form in forms.split(" ")} | {c: f"other:{c}" for c in _CODES.split()}
SIGNS = list(_PRINTED)  # before any figure; those below only where a large sum or certain words stand beside them
CURRENCIES = _PRINTED | {
    "KM": "other:BAM", "Ft": "other:HUF", "N": "other:NGN", "P": "other:PHP", "Y": "other:JPY", "`": "other:INR",
    "dollars": "USD", "Dollars": "USD", "pounds": "other:GBP", "Pounds": "other:GBP",
}  # fmt: skip
