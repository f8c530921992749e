namespace Tombolo.Signal.Bench;

/// <summary>Bytes allocated by one encryption, store calls included.</summary>
internal static class Allocation
{
    private const int Bar = 3 * 1024;

    internal static async Task<int> RunAsync()
    {
        (Device alice, Device bob) = await OurJobs.EstablishedAsync();
        SessionCipher cipher = alice.Cipher(bob);
        ReadOnlyMemory<byte> text = new byte[100];
        for (int i = 0; i < 2000; i++)
        {
            await cipher.EncryptAsync(text);
        }

        const int Count = 1000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Count; i++)
        {
            await cipher.EncryptAsync(text);
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
        Console.WriteLine($"{each:N0} bytes for an encryption in an established session (bar {Bar:N0}): {(each <= Bar ? "met" : "MISSED")}");
        return each <= Bar ? 0 : 1;
    }
}
