using Tombolo.Client.Storage;
using Tombolo.Interop.Registration;

namespace Tombolo.Client.Tests.Readme;

/// <summary>The sample of the package's README, between the marks word for word the same.</summary>
internal static class ReadmeSample
{
    public static async Task RunAsync(HttpClient http, Func<Task<string>> askForCode)
    {
        // sample
        await using Messenger messenger = await Messenger.OpenAsync(
            new MemoryStore(),
            new MessengerOptions { Server = new Uri("http://localhost:8080"), Http = http, Platform = "android", DeviceName = "Alice's phone" });
        messenger.Changed += change => Console.WriteLine(change.GetType().Name);

        // Once: a phone number, and the code that was sent to it.
        Outcome<RegistrationStarted> started = await messenger.RegisterAsync("+34 600 000 001");
        Outcome<Account> account = await messenger.VerifyAsync(await askForCode());

        // Each time: connect, and stay connected.
        Outcome connected = await messenger.ConnectAsync();

        // Write. The text is safe in the outbox when this returns; receipts arrive as events.
        Outcome<SentMessage> sent = await messenger.SendAsync(Peer.OfIdentifier("phone", "+34600000002"), "Hello Carol");
        if (!sent.Succeeded)
        {
            Console.WriteLine($"{sent.Refusal.Code}: {sent.Refusal.Text}");
        }
        // end
    }
}
