// Sums that do not lose what doubles drop: a second double carries the error of the first, and decimals are summed apart.
import { addDecimals, decimalOf } from '../bson/decimal.ts';
import { doubleOf, integerOf, numericType, type NumericType, wider } from '../bson/arithmetic.ts';
import { Decimal128, Long, type Num } from '../bson/index.ts';
import { exactOf, toDouble } from '../bson/numbers.ts';

export class Summation {
  #sum = 0;
  #error = 0;
  /** The plain sum, which alone tells infinities from NaN. */
  #plain = 0;
  #decimal: Decimal128 | null = null;
  #type: NumericType = 'int';

  add(value: Num): void {
    if (typeof value === 'number') {
      if ((value | 0) !== value || Object.is(value, -0)) this.#type = wider(this.#type, 'double');
      this.#addDouble(value);
      return;
    }
    this.#type = wider(this.#type, numericType(value));
    if (value instanceof Decimal128)
      this.#decimal = this.#decimal === null ? value : addDecimals(this.#decimal, value);
    else if (value instanceof Long) this.#addLong(value);
    else this.#addDouble(toDouble(value));
  }

  /** The sum in the widest type seen; integers that outgrow int64 become doubles. */
  total(): Num {
    if (this.#type === 'decimal') return this.decimal();
    if (this.#type === 'double') return doubleOf(this.double());
    return integerOf(BigInt(this.#sum) + BigInt(this.#error), this.#type) ?? doubleOf(this.double());
  }

  double(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#error : this.#plain;
  }

  get isDecimal(): boolean {
    return this.#type === 'decimal';
  }

  decimal(): Decimal128 {
    const others = Number.isFinite(this.#sum)
      ? addDecimals(exactDecimal(this.#sum), exactDecimal(this.#error))
      : Decimal128.fromString(String(this.#plain));
    return this.#decimal === null ? others : addDecimals(this.#decimal, others);
  }

  #addDouble(value: number): void {
    this.#plain += value;
    const sum = this.#sum + value;
    const part = sum - this.#sum;
    this.#error += this.#sum - (sum - part) + (value - part);
    this.#sum = sum;
  }

  /** Split in two, so that each half is exact. */
  #addLong(value: Long): void {
    this.#addDouble(value.high * 4294967296);
    this.#addDouble(value.low >>> 0);
  }
}

function exactDecimal(value: number): Decimal128 {
  return decimalOf(exactOf(value)!);
}
