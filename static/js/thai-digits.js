const DIGITS = "๐๑๒๓๔๕๖๗๘๙";

export const thai = (number) => String(number).replace(/[0-9]/g, (digit) => DIGITS[digit]);
