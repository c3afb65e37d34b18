import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Example } from './example';

function App() {
  const [step, setStep] = useState(0);
  const [link, setLink] = useState('');
  return (
    <>
      <button onClick={() => setStep(step + 1)}>Next</button>
      <p>{link}</p>
      {step < 2 && <Example section={step === 0 ? 'basics' : 'network'} onChange={({ link }) => setLink(link)} />}
    </>
  );
}

createRoot(document.getElementById('app')!).render(<App />);
