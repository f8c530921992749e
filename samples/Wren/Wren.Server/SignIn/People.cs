using System.Security.Cryptography;
using System.Text.Json;
using Wren.Server.Settings;

namespace Wren.Server.SignIn;

/// <summary>Who has signed in before, and with which sessions; one small file, replaced as a whole. Sessions are kept as hashes.</summary>
internal sealed class People
{
    // Wren is a Spanish company and answers for its people's region.
    private const string Region = "ES";
    private const int SessionSize = 32;
    private readonly Lock _lock = new();
    private readonly string _file;
    private readonly Register _register;

    public People(WrenSettings settings)
    {
        Directory.CreateDirectory(settings.Data);
        _file = Path.Combine(settings.Data, "people.json");
        _register = File.Exists(_file)
            ? JsonSerializer.Deserialize(File.ReadAllText(_file), WrenJson.Default.Register) ?? throw new InvalidDataException("people.json is damaged.")
            : new Register();
    }

    /// <summary>The person with this address; a new one if there was none.</summary>
    public Person FindOrAdd(string email)
    {
        lock (_lock)
        {
            if (_register.People.Find(person => person.Email == email) is { } known)
            {
                return known;
            }

            var person = new Person(Guid.NewGuid().ToString("N"), email, Region);
            _register.People.Add(person);
            Save();
            return person;
        }
    }

    /// <summary>A new session of this person; the answer is the secret.</summary>
    public string OpenSession(Person person)
    {
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SessionSize));
        lock (_lock)
        {
            _register.Sessions[Hash(session)] = person.Id;
            Save();
        }

        return session;
    }

    /// <summary>Whose session this is; null for nobody's.</summary>
    public Person? FindBySession(string session)
    {
        lock (_lock)
        {
            return _register.Sessions.TryGetValue(Hash(session), out var id) ? _register.People.Find(person => person.Id == id) : null;
        }
    }

    private static string Hash(string session) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(session)));

    private void Save()
    {
        var unfinished = _file + ".new";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(_register, WrenJson.Default.Register));
        File.Move(unfinished, _file, overwrite: true);
    }

    internal sealed record Register
    {
        public List<Person> People { get; init; } = [];

        public Dictionary<string, string> Sessions { get; init; } = [];
    }
}
