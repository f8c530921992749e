using System.Diagnostics;
using System.Security.Cryptography;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Bench;

/// <summary>What the single building blocks cost, so that a slow whole can be explained.</summary>
internal static class Parts
{
    internal static int Run()
    {
        IPrimitives curve = SignalPrimitives.Current;
        byte[] key = RandomNumberGenerator.GetBytes(32), other = new byte[32], secret = new byte[32], scalar = new byte[32];
        byte[] message = new byte[150], random = RandomNumberGenerator.GetBytes(64), signature = new byte[64], point = new byte[32];
        PrivateKey.Clamp(key);
        curve.X25519PublicKey(key, other);
        Scalar25519.Reduce(key, scalar);
        XEdDsa.Sign(curve, key, message, random, signature);
        Time("X25519", () => curve.X25519(key, other, secret));
        byte[] four = [.. key, .. key, .. key, .. key], others = [.. other, .. other, .. other, .. other], secrets = new byte[128];
        Time("four X25519 at once", () => curve.X25519Many(four, others, secrets));
        Time("X25519 of the base point", () => curve.X25519PublicKey(key, secret));
        Time("Edwards base multiplication", () => curve.EdwardsBaseMultiply(scalar, point));
        XEdDsa.GetEdwardsKey(curve, key, point);
        Time("XEdDSA sign", () => XEdDsa.Sign(curve, key, message, random, signature));
        byte[] edwardsKey = [.. point];
        Time("XEdDSA sign, Edwards form of the key kept", () => XEdDsa.Sign(curve, key, edwardsKey, message, random, signature));
        Time("XEdDSA verify", () => XEdDsa.Verify(curve, other, message, signature));
        byte[] number = [.. other];
        Time("inverse modulo 2^255-19", () => FieldInversion.Invert(number));
        Time("Montgomery to Edwards", () => Montgomery.ToEdwards(other, 0, point));
        Time("base key check", () => Montgomery.IsCanonicalAndTorsionFree(curve, other));

        (byte[] publicKey, byte[] secretKey) = Kyber1024.GenerateKeyPair();
        byte[] ciphertext = new byte[Kyber1024.CiphertextSize];
        Time("Kyber-1024 encapsulation", () => Kyber1024.TryEncapsulate(publicKey, ciphertext, secret));
        Time("Kyber-1024 decapsulation", () => Kyber1024.Decapsulate(secretKey, ciphertext, secret));

        byte[] seed = RandomNumberGenerator.GetBytes(64), header = new byte[64], second = new byte[128];
        byte[] vector = TwoStepMlKem768.DeriveVector(seed, header);
        byte[] first = TwoStepMlKem768.EncapsulateFirst(header, key, secret);
        TwoStepMlKem768.EncapsulateSecond(header, key, vector, second);
        byte[] whole = [.. first, .. second];
        Time("ML-KEM-768 key generation", () => TwoStepMlKem768.DeriveVector(seed, header));
        Time("ML-KEM-768 encapsulation, first step", () => TwoStepMlKem768.EncapsulateFirst(header, key, secret));
        Time("ML-KEM-768 encapsulation, second step", () => TwoStepMlKem768.EncapsulateSecond(header, key, vector, second));
        Time("ML-KEM-768 decapsulation", () => TwoStepMlKem768.Decapsulate(seed, whole, secret));

        byte[] chunk = new byte[32];
        Time("parity chunk of 3", () => ErasureCode.WriteChunk(message.AsSpan(0, 96), 100, chunk));
        Time("parity chunk of 36", () => ErasureCode.WriteChunk(vector, 100, chunk));
        Time("HMAC of 100 bytes", () => Hmac.Compute(key, message.AsSpan(0, 100), secret));
        byte[] output = new byte[80];
        Time("HKDF to 80 bytes", () => Hmac.DeriveKey(key, secret, "WhisperMessageKeys"u8, output));
        byte[] encrypted = new byte[112];
        Time("AES-256-CBC of 100 bytes", () => AesCbc.Encrypt(key, message.AsSpan(0, 16), message.AsSpan(0, 100), encrypted));
        return 0;
    }

    private static void Time(string what, Action operation)
    {
        const int Batch = 200;
        double best = double.MaxValue;
        for (int round = 0; round < 60; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Batch; i++)
            {
                operation();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Batch);
        }

        Console.WriteLine($"{what,-42} {best,8:F2} us");
    }
}
