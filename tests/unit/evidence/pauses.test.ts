import { describe, it } from 'node:test';
import { say } from './support.ts';

describe('long pauses', () => {
  it('reads unified and old collector logs', () => {
    say([
      [
        '[13.860s][info][gc       ] GC(9) Pause Full (Allocation Failure) 1449M->1449M(1450M) 1455.103ms',
        'pause-log=long-gc@unknown',
      ],
      ['[5.775s][info][gc       ] GC(3) Pause Full (System.gc()) 182M->169M(2416M) 196.914ms'],
      [
        '[Full GC (Allocation Failure)  12G->11G(12G), 38.1234567 secs]',
        'pause-log=long-gc@unknown',
      ],
      ['[Times: user=39.01 sys=0.50, real=38.12 secs]', 'pause-log=long-gc@unknown'],
      ['[Times: user=0.36 sys=0.00, real=38.12 secs]', 'pause-log=long-safepoint-idle-cpu@unknown'],
      // What a collector does beside the program stops nobody.
      ['[CMS-concurrent-mark: 2.267/5.000 secs] [Times: user=4.01 sys=0.50, real=5.00 secs]'],
      ['1.234: [GC concurrent-mark-end, 2.5123456 secs]'],
    ]);
  });

  it('reads monitors that notice that no thread ran', () => {
    say([
      [
        'Detected pause in JVM or host machine (eg GC): pause of approximately 11235ms',
        'log-gap=gap-of-all-threads@unknown',
      ],
      [
        'We slept 35123ms instead of 3000ms, this is likely due to a long garbage collecting pause',
        'log-gap=gap-of-all-threads@unknown',
      ],
      ['We slept 3100ms instead of 3000ms, this is likely due to a long garbage collecting pause'],
    ]);
  });
});
