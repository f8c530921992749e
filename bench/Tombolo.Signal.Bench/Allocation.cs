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

        // Long enough for the optimising compiler: unoptimised code boxes where optimised code does not.
        await Measurement.RateAsync(async () => _ = await cipher.EncryptAsync(text), 100, TimeSpan.FromSeconds(3));

        const int Count = 1000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Count; i++)
        {
            await cipher.EncryptAsync(text);
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
        Console.WriteLine($"{each:N0} bytes for an encryption in an established session (bar {Bar:N0}): {(each <= Bar ? "met" : "MISSED")}");
        before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Count; i++)
        {
            using SessionRecord? record = await alice.Store.LoadSessionAsync(bob.Address);
        }

        Console.WriteLine($"{(GC.GetAllocatedBytesForCurrentThread() - before) / Count:N0} of them to load the record, which is {(await alice.RecordAsync(bob)).Length:N0} bytes and is written anew");
        return each <= Bar ? 0 : 1;
    }
}
