import React from 'react';

const TEXTS = {
  general: 'The value of investments can fall as well as rise.',
  futures: 'Futures can lose more than was paid for them.',
};

export default function RiskWarning({ kind = 'general' }) {
  return (
    <aside>
      <p>{TEXTS[kind]}</p>
    </aside>
  );
}
